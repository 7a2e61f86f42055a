using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

internal sealed class BackupAddressesHeld(IdentityDb db, BackupAddressVault vault) : IHeldData
{
    public HeldTopic Topic => HeldTopic.BackupAddresses;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = db.BackupAddresses.AsNoTracking().Where(address => address.DirectoryKey == owner.Key.Value && address.Protected != null).OrderBy(address => address.Id);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return HeldRecord.Of(Held.Text("address", vault.Open(row.Protected!).Reveal()), Held.Moment("verifiedAt", row.VerifiedAt), Held.Moment("servesFrom", row.ServesFrom), Held.Moment("removedAt", row.RemovedAt));
    }
}
