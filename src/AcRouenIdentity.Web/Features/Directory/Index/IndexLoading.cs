using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>What tells that the people of the database are no longer those of an index.</summary>
/// <param name="Latest">Last change of anybody.</param>
/// <param name="Open">Open accounts.</param>
/// <param name="Recent">Changes so far of those who changed since some minutes before <paramref name="Latest"/>: what is committed late, or under a clock that is slow, is seen by that.</param>
/// <param name="NamesChosen">Last choice of a form of a name.</param>
internal sealed record IndexStamp(DateTimeOffset? Latest, int Open, long Recent, DateTimeOffset? NamesChosen);

/// <summary>Reads from the database what an index is made of.</summary>
internal sealed class IndexLoading(IdentityDb db, IDirectory directory, CardNumbers cards, ShownSurnames surnames)
{
    private static readonly TimeSpan LatestCommit = TimeSpan.FromMinutes(15);

    /// <param name="since">Latest change of the stamp to compare with; null for a first stamp.</param>
    public async Task<IndexStamp> StampAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var latest = await db.People.MaxAsync(person => (DateTimeOffset?)person.ChangedAt, cancellationToken);
        var from = (since ?? latest ?? DateTimeOffset.MinValue.Add(LatestCommit)) - LatestCommit;
        return new IndexStamp(
            latest,
            await db.People.CountAsync(person => person.State == AccountState.Active, cancellationToken),
            await db.People.Where(person => person.ChangedAt >= from).SumAsync(person => (long)person.Version, cancellationToken),
            await db.Accounts.MaxAsync(account => account.NameChosenAt, cancellationToken));
    }

    /// <exception cref="DirectoryUnavailableException">It is away, and names the establishments.</exception>
    public async Task<ColleagueIndex> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.People
            .Where(person => person.State == AccountState.Active)
            .Select(person => new IndexedRow(person.DirectoryKey, person.GivenName, person.Surname, person.Establishments, person.Postings))
            .ToListAsync(cancellationToken);
        await NameAsChosenAsync(rows, cancellationToken);
        var schools = rows.SelectMany(row => Occupations.PostingsOf(row.Establishments, row.Postings)).Select(posting => posting.Rne).Distinct().ToArray();
        var named = await directory.FindEstablishmentsAsync(schools, cancellationToken);
        var index = new IndexBuilding(cards, named.DistinctBy(school => school.Rne).ToDictionary(school => school.Rne)).Build(rows);
        // After a reading from PostgreSQL the list stays reachable until the next one: measured, 17 MiB for 60 000 people.
        rows.Clear();
        return index;
    }

    /// <summary>Whoever shows another surname is found by both.</summary>
    private async Task NameAsChosenAsync(List<IndexedRow> rows, CancellationToken cancellationToken)
    {
        var chose = await db.Accounts
            .Where(account => account.NameForm == NameForm.Birth || account.NameForm == NameForm.BirthAndUsual)
            .Select(account => account.DirectoryKey)
            .ToListAsync(cancellationToken);
        var others = await surnames.FindOthersAsync(chose, cancellationToken);
        for (var at = 0; others.Count > 0 && at < rows.Count; at++)
        {
            if (others.TryGetValue(rows[at].DirectoryKey, out var other))
                rows[at] = rows[at] with { Surname = $"{other} {rows[at].Surname}" };
        }
    }
}
