using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Verification;

/// <summary>How often facts of one person may be said wrong in a day, whoever asks and in however many cases: a new case brings no new tries.</summary>
public sealed class FailureAllowance(IdentityDb db, AccountBook accounts, TimeProvider clock)
{
    public const int MostADay = 8;

    public async Task<bool> IsSpentAsync(Person person, CancellationToken cancellationToken)
    {
        var (subject, since) = (accounts.SubjectOf(person), clock.GetUtcNow().AddDays(-1));
        return await db.AuditEntries.CountAsync(entry => entry.Subject == subject && entry.Kind == AuditKind.VerificationFailed && entry.At > since, cancellationToken) >= MostADay;
    }
}
