using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

/// <param name="Text">Null where nothing was written.</param>
public sealed record JournalLine(DateTimeOffset At, string? By, CaseEntryKind Kind, string? What, string? Text);

/// <summary>What somebody who has a case before them reads of it, and leaves a trace of.</summary>
public sealed class CaseReading(IdentityDb db, CaseVault vault, IDirectory directory, HelpAccess access, AuditTrail audit, AccountBook accounts, TimeProvider clock)
{
    /// <summary>One trace an hour says that somebody looked; the person reads it in their activity.</summary>
    private static readonly TimeSpan TraceEvery = TimeSpan.FromHours(1);

    public CaseStatement? StatementOf(CaseFile file) => file.Case.Said is { } said ? vault.OpenStatement(said) : null;

    public async Task<IReadOnlyList<JournalLine>> JournalAsync(CaseFile file, CancellationToken cancellationToken)
    {
        var entries = await db.CaseEntries.AsNoTracking().Where(entry => entry.CaseId == file.Case.Id).OrderByDescending(entry => entry.Id).ToListAsync(cancellationToken);
        return entries.ConvertAll(entry => new JournalLine(entry.At, entry.By, entry.Kind, entry.What, entry.Text is { } text ? vault.OpenNote(text) : null));
    }

    /// <summary>Who may be meant by what was written: by NUMEN, identifiant or address. None outside the reach of the agent.</summary>
    public async Task<IReadOnlyList<Person>> SuggestAsync(CaseFile file, CancellationToken cancellationToken)
    {
        if (file.Case.DirectoryKey is not null || StatementOf(file) is not { } said)
            return [];

        var found = new List<Person>();
        foreach (var name in new[] { said.Numen?.Replace(" ", "", StringComparison.Ordinal), said.Account, said.MailAddress }.Select(SignInName.TryParse).OfType<SignInName>().Distinct())
        {
            if (await directory.FindAsync(name, cancellationToken) is { } person && access.Decide(file.Agent, HelpAct.ReadCase, person) is HelpVerdict.Allowed)
                found.Add(person);
        }

        return [.. found.DistinctBy(person => person.Key)];
    }

    /// <summary>Other cases about the same person, the latest first.</summary>
    public async Task<IReadOnlyList<AssistanceCase>> OthersAsync(CaseFile file, CancellationToken cancellationToken) => file.Case.DirectoryKey is not { } key
        ? []
        : await db.Cases.AsNoTracking().Where(row => row.DirectoryKey == key && row.Id != file.Case.Id).OrderByDescending(row => row.OpenedAt).Take(5).ToListAsync(cancellationToken);

    public async Task LeaveTraceAsync(CaseFile file, CancellationToken cancellationToken)
    {
        if (file.About is not { } person)
            return;
        var (subject, officer, since) = (accounts.SubjectOf(person), accounts.SubjectOf(file.Agent), clock.GetUtcNow() - TraceEvery);
        var recent = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && entry.Kind == AuditKind.RecordConsulted && entry.At > since)
            .Select(entry => entry.Json)
            .ToListAsync(cancellationToken);
        if (recent.Exists(json => json.Contains(officer, StringComparison.Ordinal) && json.Contains(file.Case.Reference, StringComparison.Ordinal)))
            return;
        audit.Record(new AuditEvent.RecordConsulted(subject, file.Case.Reference, file.Case.Origin, officer));
        await db.SaveChangesAsync(cancellationToken);
    }
}
