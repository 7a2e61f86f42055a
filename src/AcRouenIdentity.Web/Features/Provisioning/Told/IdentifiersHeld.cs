using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Told;

/// <summary>Logins and addresses that were given to a person, for ever, so that nobody else gets their mail.</summary>
internal sealed class IdentifiersHeld(IdentityDb db, PeopleWords words) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Identifiers;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = db.Set<GivenIdentifier>().AsNoTracking().Where(row => row.DirectoryKey == owner.Key.Value).OrderBy(row => row.GivenAt).ThenBy(row => row.Kind);
        await foreach (var row in given.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return HeldRecord.Of(Held.Choice<IdentifierKind>("kind", row.Kind, words.Wording.Of), Held.Text("text", row.Text), Held.Moment("givenAt", row.GivenAt));
    }
}
