using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>
/// Takes over people whom the directory has and the database does not know: those of the first day, and those somebody else added. They get a record and an INA, and their
/// login and address count as given for ever. A state that somebody else wrote into the directory is noted in the record, which people are found by.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class Adoption(IdentityDb db, KnownPeopleReader people, PersonRecords records, InaIssuing inas, SessionEnding sessions, AccountBook accounts, TimeProvider clock)
{
    private const int Batch = 500;

    /// <param name="expected">How many there are, for the progress.</param>
    public async Task AdoptAsync(int expected, IProgress<RunProgress> progress, CancellationToken cancellationToken)
    {
        var adopted = 0;
        await foreach (var batch in people.ReadAsync(cancellationToken).Where(entry => !entry.IsRecorded).Select(entry => entry.Person).Chunk(Batch).WithCancellation(cancellationToken))
        {
            progress.Report(new RunProgress(RunStep.Listing, adopted, expected));
            await AdoptAsync(batch, cancellationToken);
            adopted += batch.Length;
        }
    }

    private async Task AdoptAsync(IReadOnlyList<KnownPerson> people, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var keys = people.Select(person => person.Key.Value).ToArray();
        var known = await db.People.Where(record => keys.Contains(record.DirectoryKey)).ToDictionaryAsync(record => record.DirectoryKey, cancellationToken);
        foreach (var person in people)
        {
            if (known.TryGetValue(person.Key.Value, out var record))
                records.Fill(record, person, now);
            else
                db.People.Add(record = records.New(person, now));
            record.DepartedAt = person.State == AccountState.Departed ? now : null;
        }

        await inas.GiveAsync([.. people.Select(person => person.Key)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await ReserveAsync(people, now, cancellationToken);
        await EndSessionsAsync(people.Where(person => !person.IsInOpenState), cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Accounts that somebody closed in the directory itself.</summary>
    private async Task EndSessionsAsync(IEnumerable<KnownPerson> closed, CancellationToken cancellationToken)
    {
        var subjects = closed.Select(person => accounts.SubjectOf(person.Key)).ToArray();
        if (subjects.Length > 0)
            await sessions.EndAllAsync(subjects, SessionEnd.AccountClosed, cancellationToken);
    }

    private async Task ReserveAsync(IReadOnlyList<KnownPerson> people, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = people.SelectMany(person => Identifiers(person, now)).DistinctBy(row => (row.Kind, row.Text)).ToList();
        var (texts, keys) = (wanted.Select(row => row.Text).ToArray(), people.Select(person => person.Key.Value).ToArray());
        var there = await db.Set<GivenIdentifier>().AsNoTracking()
            .Where(row => texts.Contains(row.Text) || (keys.Contains(row.DirectoryKey) && row.Rank == 0))
            .ToListAsync(cancellationToken);
        db.AddRange(wanted.Where(row => !there.Exists(other => other.Kind == row.Kind && (other.Text == row.Text || other.DirectoryKey == row.DirectoryKey))));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static IEnumerable<GivenIdentifier> Identifiers(KnownPerson person, DateTimeOffset now)
    {
        if (person.Login is { } login)
            yield return RowOf(person, IdentifierKind.Login, login.ToString(), now);
        if (person.Address is { } address)
            yield return RowOf(person, IdentifierKind.Address, address.ToString(), now);
    }

    private static GivenIdentifier RowOf(KnownPerson person, IdentifierKind kind, string text, DateTimeOffset now) => new()
    {
        Kind = kind,
        Text = text,
        DirectoryKey = person.Key.Value,
        Rank = 0,
        Remarks = IdentifierRemarks.None,
        GivenAt = now,
    };
}
