using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Staff;

/// <summary>
/// Reads HR files: what the academic export does not say of people, the NUMEN first of all. All files are read a first time for NUMEN that several people have.
/// </summary>
internal sealed class StaffFeedReader(FeedOptions options)
{
    private readonly KeysSeen keys = new();

    public IEnumerable<FeedRecord> Read(IReadOnlyList<string> paths, FeedProgress progress)
    {
        var shared = SharedNumens.Find(paths.SelectMany(Numens));
        foreach (var path in paths)
        {
            foreach (var record in Read(path, shared))
                yield return record;
            progress.Read(new FileInfo(path).Length);
        }
    }

    private IEnumerable<FeedRecord> Read(string path, SharedNumens shared)
    {
        var name = Path.GetFileName(path);
        yield return new FeedRecord.FileOpened(new FeedHeader(name, FeedKind.Staff, null, null, null));

        using var table = StaffTable.Open(path, options);
        foreach (var issue in table.HeaderIssues(name))
            yield return new FeedRecord.Reported(issue);

        if (table.Columns is { } columns)
        {
            var rows = new StaffRows(name, options, columns, shared, keys);
            while (table.Next() is { } row)
                yield return rows.Tell(row);
        }

        if (table.Breakage is { } breakage)
            yield return new FeedRecord.Reported(new FeedIssue(breakage, FeedIssueEffect.RestOfFileLeftOut, FeedSubject.Staff, new FeedPlace(name, table.Line)));
    }

    /// <summary>Those that can be read, with whose they are.</summary>
    private IEnumerable<(long Numen, string Key)> Numens(string path)
    {
        using var table = StaffTable.Open(path, options);
        while (table.Next() is { } row)
        {
            if (table.Columns is { } columns && row.State == TableRowState.Read && row.Fields.ElementAtOrDefault(columns.Key)?.Trim() is { } key
                && Numen.TryParse(row.Fields.ElementAtOrDefault(columns.Numen), out var numen))
                yield return (SharedNumens.Pack(numen), key);
        }
    }
}
