using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.HelpDesk.Supervision;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Supervision;

/// <param name="Asked">Codes that were sent, letters asked for, or codes given by an agent.</param>
/// <param name="Proven">Those who came to the choice of a password.</param>
public sealed record RecoveriesOfWay(RecoveryWay Way, int Asked, int Proven);

/// <summary>Counts what the help desk did, and how people came back into their accounts.</summary>
public sealed class DeskFigures(IdentityDb db, HelpAccess access)
{
    /// <summary>Cases opened since then about people whom the supervisor is there for.</summary>
    public async Task<CaseFigures> CasesAsync(Person supervisor, DateTimeOffset since, CancellationToken cancellationToken) => new(
        await db.Cases.AsNoTracking().Within(access.ReachOf(supervisor, HelpAct.Supervise))
            .Where(row => row.OpenedAt >= since)
            .Select(row => new CaseFacts(row.Origin, row.State, row.Outcome, row.OpenedAt, row.TakenAt))
            .ToListAsync(cancellationToken));

    /// <summary>Of the whole académie: the trail does not say where people serve.</summary>
    public async Task<IReadOnlyList<RecoveriesOfWay>> RecoveriesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var recoveries = db.AuditEntries.OfRecoveries().Where(entry => entry.At >= since);
        var counted = await recoveries
            .GroupBy(entry => new
            {
                entry.Kind,
                IsLetter = entry.Kind == AuditKind.RecoveryProven && entry.Json.Contains("\"what\":\"Letter\""),
                IsAssistance = entry.Kind == AuditKind.RecoveryProven && entry.Json.Contains("\"what\":\"Assistance\""),
            })
            .Select(group => new { group.Key.Kind, group.Key.IsLetter, group.Key.IsAssistance, Count = group.Count() })
            .ToListAsync(cancellationToken);
        int Asked(AuditKind kind) => counted.Where(one => one.Kind == kind).Sum(one => one.Count);
        int Proven(RecoveryWay way) => counted
            .Where(one => one.Kind is AuditKind.RecoveryProven && one.IsLetter == way is RecoveryWay.Letter && one.IsAssistance == way is RecoveryWay.Assistance)
            .Sum(one => one.Count);
        return
        [
            new RecoveriesOfWay(RecoveryWay.BackupAddress, Asked(AuditKind.RecoveryAsked), Proven(RecoveryWay.BackupAddress)),
            new RecoveriesOfWay(RecoveryWay.Letter, Asked(AuditKind.LetterRequested), Proven(RecoveryWay.Letter)),
            new RecoveriesOfWay(RecoveryWay.Assistance, Asked(AuditKind.AssistanceCodeIssued), Proven(RecoveryWay.Assistance)),
        ];
    }
}
