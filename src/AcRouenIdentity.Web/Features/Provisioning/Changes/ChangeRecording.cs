using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Changes;

/// <summary>Saves what was done to people: their records, their INA, their history and the audit, together.</summary>
public sealed class ChangeRecording(
    IdentityDb db, PersonRecords records, InaIssuing inas, AuditTrail audit, AccountBook accounts, OfficerSubjects officers, IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <param name="outcomes">In the order of <paramref name="written"/>.</param>
    /// <param name="written">The lines of history, saved as pending.</param>
    public async Task RecordAsync(IReadOnlyList<ChangeOutcome> outcomes, IReadOnlyList<PersonChange> written, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !await TrySaveAsync(outcomes, written, cancellationToken); attempt++)
        {
            if (attempt == Attempts)
                throw new InvalidOperationException("The records of these people change faster than they can be saved.");
        }
    }

    private async Task<bool> TrySaveAsync(IReadOnlyList<ChangeOutcome> outcomes, IReadOnlyList<PersonChange> written, CancellationToken cancellationToken)
    {
        var done = outcomes.Where(outcome => outcome.Failure is null).Select(outcome => outcome.Change).ToList();
        await PutAsync(done, cancellationToken);
        await inas.GiveAsync([.. done.Select(change => change.Line.Key)], cancellationToken);
        await AuditAsync([.. outcomes.Zip(written).Where(pair => pair.First.Failure is null).Select(pair => pair.Second)], cancellationToken);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            foreach (var rows in outcomes.Zip(written).GroupBy(pair => pair.First.Failure))
                await CloseAsync([.. rows.Select(pair => pair.Second.Id)], rows.Key, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task AuditAsync(IReadOnlyList<PersonChange> done, CancellationToken cancellationToken)
    {
        foreach (var rows in done.GroupBy(row => row.By))
        {
            var officer = await officers.FindAsync(rows.Key, cancellationToken);
            foreach (var row in rows)
                audit.Record(new AuditEvent.PersonChanged(accounts.SubjectOf(new DirectoryKey(row.DirectoryKey)), row.Kind, row.Reason, row.RunId, officer));
        }
    }

    private Task<int> CloseAsync(long[] rows, ChangeFailure? failure, CancellationToken cancellationToken)
    {
        var stage = failure is null ? ChangeStage.Done : ChangeStage.Failed;
        return db.PersonChanges.Where(change => rows.Contains(change.Id)).ExecuteUpdateAsync(
            update => update.SetProperty(change => change.Stage, stage).SetProperty(change => change.Failure, failure), cancellationToken);
    }

    private async Task PutAsync(IReadOnlyList<IntendedChange> changes, CancellationToken cancellationToken)
    {
        var keys = changes.Select(change => change.Line.Key.Value).ToArray();
        var known = await db.People.Where(record => keys.Contains(record.DirectoryKey)).ToDictionaryAsync(record => record.DirectoryKey, cancellationToken);
        foreach (var change in changes)
        {
            var after = change.Line.After!;
            if (known.TryGetValue(after.Key.Value, out var record))
                records.Fill(record, after, clock.GetUtcNow());
            else
                db.People.Add(record = records.New(after, clock.GetUtcNow()));
            NoteClosing(record, change);
        }
    }

    private void NoteClosing(PersonRecord record, IntendedChange change)
    {
        var (isSuspended, isDeparted) = (record.State == AccountState.Suspended, record.State == AccountState.Departed);
        var isSuspension = change.Line.Kind == PlanKind.Suspend;
        record.SuspensionReason = isSuspended ? isSuspension ? change.Note : record.SuspensionReason : null;
        record.SuspendedUntil = isSuspended ? isSuspension ? change.Until : record.SuspendedUntil : null;
        record.MailUntil = !isDeparted ? null : record.DepartedAt is null ? options.Value.MailUntil(record.DepartureOn ?? PublicDay.Of(clock)) : record.MailUntil;
        record.DepartedAt = isDeparted ? record.DepartedAt ?? clock.GetUtcNow() : null;
        record.DelegatedBy ??= change.Line.Reason == PlanReason.Delegated ? change.By : null;
    }
}
