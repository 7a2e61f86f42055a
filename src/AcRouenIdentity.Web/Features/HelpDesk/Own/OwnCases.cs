using System.Text.Json;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Own;

public sealed record OwnCase(string Reference, CaseOrigin Origin, CaseState State, CaseOutcome? Outcome, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>Somebody of the help desk looked at what is known of the person, for that case.</summary>
public sealed record Consultation(DateTimeOffset At, string Reference, CaseOrigin Why);

/// <summary>What a person may know of their own cases: not what agents wrote, nor who they are.</summary>
public sealed class OwnCases(IdentityDb db, AccountBook accounts, TimeProvider clock)
{
    private const int Most = 50;
    private const int Days = 365;

    public async Task<IReadOnlyList<OwnCase>> FindAsync(Person person, CancellationToken cancellationToken) => await db.Cases.AsNoTracking()
        .Where(row => row.DirectoryKey == person.Key.Value)
        .OrderByDescending(row => row.OpenedAt)
        .Take(Most)
        .Select(row => new OwnCase(row.Reference, row.Origin, row.State, row.Outcome, row.OpenedAt, row.ClosedAt))
        .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Consultation>> FindConsultationsAsync(Person person, CancellationToken cancellationToken)
    {
        var (subject, since) = (accounts.SubjectOf(person), clock.GetUtcNow().AddDays(-Days));
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && entry.Kind == AuditKind.RecordConsulted && entry.At > since)
            .OrderByDescending(entry => entry.At)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return entries.ConvertAll(entry => Read(entry.At, entry.Json));
    }

    private static Consultation Read(DateTimeOffset at, string json)
    {
        using var facts = JsonDocument.Parse(json);
        return new Consultation(at, facts.RootElement.GetProperty("case").GetString()!, Enum.Parse<CaseOrigin>(facts.RootElement.GetProperty("what").GetString()!));
    }
}
