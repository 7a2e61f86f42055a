using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Changes;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

/// <summary>
/// What the passing of days does to accounts: suspensions end, planned departures take place though no feed comes that night, mailboxes of those who left close, and what is
/// known of them is erased.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class AccountAging(
    IdentityDb db, KnownPeopleReader people, AccountChanges changes, IPeopleEntries entries, AuditTrail audit, AccountBook accounts,
    IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    private const int Batch = 200;

    /// <exception cref="DirectoryUnavailableException">The rest is for another turn.</exception>
    public async Task AgeAsync(CancellationToken cancellationToken)
    {
        await EndSuspensionsAsync(cancellationToken);
        await DepartAsync(cancellationToken);
        await CloseMailboxesAsync(cancellationToken);
        await EraseAsync(cancellationToken);
    }

    private DateOnly Today => PublicDay.Of(clock);

    private Task EndSuspensionsAsync(CancellationToken cancellationToken)
    {
        var today = Today;
        return ChangeAsync(
            record => record.State == AccountState.Suspended && record.SuspendedUntil < today,
            person => PersonDesk.Line(PlanKind.Reactivate, PlanReason.SuspensionOver, person, PersonDesk.Reopened(person)),
            cancellationToken);
    }

    private Task DepartAsync(CancellationToken cancellationToken)
    {
        var today = Today;
        return ChangeAsync(
            record => (record.State == AccountState.Announced || record.State == AccountState.Provisioned || record.State == AccountState.Active) && record.DepartureOn <= today,
            person => PersonDesk.Line(PlanKind.Depart, Plan.ReasonOf(person.Departure!.Reason), person, person with { State = AccountState.Departed, ClosedFrom = person.State }),
            cancellationToken);
    }

    private async Task ChangeAsync(
        System.Linq.Expressions.Expression<Func<PersonRecord, bool>> isDue, Func<KnownPerson, PlanLine> line, CancellationToken cancellationToken)
    {
        var refused = 0;
        while (await NextAsync(isDue, refused, cancellationToken) is { Count: > 0 } batch)
        {
            var due = new List<IntendedChange>(batch.Count);
            foreach (var record in batch)
                due.Add(new IntendedChange(line(await people.ReadAsync(record, cancellationToken))));
            var outcomes = await changes.ApplyAsync(due, runId: null, cancellationToken);
            refused += outcomes.Count(outcome => outcome.Failure is not null);
        }
    }

    /// <param name="refused">Those before, which the directory refused and which are due still.</param>
    private Task<List<PersonRecord>> NextAsync(
        System.Linq.Expressions.Expression<Func<PersonRecord, bool>> due, int refused, CancellationToken cancellationToken) => db.People.AsNoTracking()
        .Where(due)
        .OrderBy(record => record.DirectoryKey)
        .Skip(refused)
        .Take(Batch)
        .ToListAsync(cancellationToken);

    private async Task CloseMailboxesAsync(CancellationToken cancellationToken)
    {
        var today = Today;
        foreach (var record in await db.People.Where(record => record.MailUntil < today).OrderBy(record => record.MailUntil).Take(Batch).ToListAsync(cancellationToken))
        {
            await entries.SetMailboxAsync(new DirectoryKey(record.DirectoryKey), MailboxState.Closed, cancellationToken);
            record.MailUntil = null;
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task EraseAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.DaysKeptAfterDeparture);
        var due = await db.People.Where(record => record.State == AccountState.Departed && record.DepartedAt < before).OrderBy(record => record.DepartedAt).Take(Batch).ToListAsync(cancellationToken);
        foreach (var record in due)
            await EraseAsync(record, cancellationToken);
    }

    /// <summary>The directory first: as long as the record is there, this is tried again.</summary>
    private async Task EraseAsync(PersonRecord record, CancellationToken cancellationToken)
    {
        var key = new DirectoryKey(record.DirectoryKey);
        var subject = accounts.SubjectOf(key);
        if (await entries.RemoveAsync(key, cancellationToken) is not (EntryWriting.Written or EntryWriting.EntryGone))
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ForgetAsync(key, subject, cancellationToken);
        db.Remove(record);
        audit.Record(new AuditEvent.PersonErased(subject));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
