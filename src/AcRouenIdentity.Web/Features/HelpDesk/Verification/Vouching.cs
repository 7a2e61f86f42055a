using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Verification;

/// <param name="Name">Of whoever calls, or somebody in their name.</param>
/// <param name="AskedBy">Login of the agent.</param>
public sealed record VouchQuestion(string Reference, string Name, string? School, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt);

public enum Vouch
{
    /// <summary>It is them: before the secretary, or recognised by voice.</summary>
    ItIsThem,
    ItIsNotThem,
}

/// <summary>What the help desk asks the secretariats: is it them? Each answers for the people of her own establishments, and never for herself.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class Vouching(IdentityDb db, IDirectory directory, HelpAccess access, CaseJournal journal, AuditTrail audit, AccountBook accounts, TimeProvider clock)
{
    public async Task<IReadOnlyList<VouchQuestion>> ListAsync(Person secretary, CancellationToken cancellationToken)
    {
        if (!access.MayAtAll(secretary, HelpAct.Vouch))
            return [];
        var now = clock.GetUtcNow();
        var asked = await Asked(now)
            .Join(db.People, pair => pair.About.DirectoryKey, person => person.DirectoryKey, (pair, person) => new { pair, person })
            .ToListAsync(cancellationToken);
        var own = access.ReachOf(secretary, HelpAct.Vouch);
        return [.. asked
            .Where(row => row.person.DirectoryKey != secretary.Key.Value && own.Covers(row.pair.About.Schools) && row.pair.Step.AskedBy != secretary.Login.ToString())
            .Select(row => new VouchQuestion(
                row.pair.About.Reference, $"{row.person.GivenName} {row.person.Surname}", row.person.MainEstablishment, row.pair.Step.AskedBy!, row.pair.Step.AskedAt!.Value, row.pair.Step.ExpiresAt!.Value))
            .OrderBy(question => question.AskedAt)];
    }

    /// <returns>False where it is not hers to answer, or no longer.</returns>
    /// <exception cref="DirectoryUnavailableException">Nobody can say where the person serves.</exception>
    public async Task<bool> AnswerAsync(Person secretary, string? reference, Vouch answer, CancellationToken cancellationToken)
    {
        if (await Asked(clock.GetUtcNow()).SingleOrDefaultAsync(pair => pair.About.Reference == reference, cancellationToken) is not { } asked)
            return false;
        // Whoever asks as an agent does not answer as a secretary.
        if (asked.Step.AskedBy == secretary.Login.ToString())
            return false;
        if (await directory.FindAsync(new DirectoryKey(asked.About.DirectoryKey!), cancellationToken) is not { } person)
            return false;
        if (access.Decide(secretary, HelpAct.Vouch, person) is not HelpVerdict.Allowed)
            return false;

        Settle(asked, secretary, person, answer);
        return await db.TrySaveAsync(cancellationToken);
    }

    private void Settle(AskedStep asked, Person secretary, Person person, Vouch answer)
    {
        var (by, now, subject, officer) = (secretary.Login.ToString(), clock.GetUtcNow(), accounts.SubjectOf(person), accounts.SubjectOf(secretary));
        if (answer is Vouch.ItIsThem)
        {
            asked.Step.Pass(by, now);
            journal.Write(asked.About, secretary, CaseEntryKind.Verified, asked.Step.Step.ToString());
            audit.Record(new AuditEvent.VerificationPassed(subject, asked.About.Reference, asked.Step.Step, officer));
            return;
        }

        asked.Step.Deny(by, now);
        journal.Write(asked.About, secretary, CaseEntryKind.NotVerified, asked.Step.Step.ToString());
        audit.Record(new AuditEvent.VerificationFailed(subject, asked.About.Reference, asked.Step.Step, officer));
    }

    private IQueryable<AskedStep> Asked(DateTimeOffset now) => db.CaseSteps
        .Where(row => row.Step == VerificationStep.Secretariat && row.ExpiresAt > now && row.PassedAt == null && row.DeniedAt == null)
        .Join(db.Cases.Where(about => about.State != CaseState.Closed && about.DirectoryKey != null), row => row.CaseId, about => about.Id, (row, about) => new AskedStep { Step = row, About = about });

    private sealed class AskedStep
    {
        public required CaseStep Step { get; init; }

        public required AssistanceCase About { get; init; }
    }
}
