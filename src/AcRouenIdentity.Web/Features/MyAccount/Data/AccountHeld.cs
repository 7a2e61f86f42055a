using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>The opaque name under which applications know a person. It is never given to anybody else.</summary>
internal sealed class AccountHeld(IdentityDb db) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Account;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var accounts = db.Accounts.AsNoTracking().Where(account => account.DirectoryKey == owner.Key.Value);
        await foreach (var account in accounts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return HeldRecord.Of(Held.Text("subject", account.Subject), Held.Moment("createdAt", account.CreatedAt), Held.Moment("mailClosedUntil", account.MailClosedUntil));
    }
}
