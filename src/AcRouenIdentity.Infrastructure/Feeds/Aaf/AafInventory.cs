using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>Which files there are, and which of them count: the newest complete export of each series, or all deltas from the oldest to the newest.</summary>
internal sealed class AafInventory
{
    private readonly List<Found> found = [];
    private readonly List<FeedIssue> issues = [];

    private AafInventory()
    {
    }

    /// <summary>What is wrong with the files taken together.</summary>
    public IReadOnlyList<FeedIssue> Issues => issues;

    public bool IsRefused => issues.Exists(issue => issue.Effect == FeedIssueEffect.FeedRefused);

    /// <summary>Reads the names alone. An archive that cannot be walked through is refused as a whole: what it would have said is not known.</summary>
    public static AafInventory Take(IReadOnlyList<FeedContainer> containers, IReadOnlyDictionary<StructureKey, Rne> earlierStructures)
    {
        var inventory = new AafInventory();
        foreach (var container in containers)
            inventory.Add(container);
        inventory.LeaveOutSuperseded();
        inventory.Check();
        if (earlierStructures.Count == 0)
            inventory.CheckEstablishments();
        return inventory;
    }

    /// <summary>The containers that hold such content, oldest first, with what to read in each.</summary>
    public IEnumerable<(FeedContainer Container, IReadOnlyList<AafFileName> Files)> Holding(AafContent content) =>
        found.Where(file => file.Name.Content == content)
            .GroupBy(file => file.Container)
            .OrderBy(group => group.Min(file => file.Name.Date))
            .ThenBy(group => group.Key.Name, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<AafFileName>)[.. group.Select(file => file.Name)]));

    private void Add(FeedContainer container)
    {
        try
        {
            var before = found.Count;
            foreach (var entry in container.Entries())
                Add(container, entry);
            if (found.Count == before)
                issues.Add(new FeedIssue(FeedIssueKind.NothingToRead, FeedIssueEffect.Noted, FeedSubject.Files, new FeedPlace(container.Name, 0)));
        }
        catch (FeedRefusal refusal)
        {
            issues.Add(new FeedIssue(refusal.Kind, FeedIssueEffect.FeedRefused, FeedSubject.Files, new FeedPlace(container.Name, 0)));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            issues.Add(new FeedIssue(FeedIssueKind.FileUnreadable, FeedIssueEffect.FeedRefused, FeedSubject.Files, new FeedPlace(container.Name, 0)));
        }
    }

    private void Add(FeedContainer container, FeedEntry entry)
    {
        if (AafFileName.Find(entry.Name, container.Name) is not { Content: not AafContent.NotOurs } name)
            return;
        if (found.Exists(file => file.Container == container && file.Name.Name == name.Name))
            throw new FeedRefusal(FeedIssueKind.ArchiveEntryUnsafe);
        found.Add(new Found(container, name));
    }

    /// <summary>Copies of a file, and exports of which a newer one is there.</summary>
    private void LeaveOutSuperseded()
    {
        var older = found
            .GroupBy(file => file.Name.Name)
            .SelectMany(copies => copies.Skip(1))
            .Concat(FindOlder())
            .ToHashSet();
        found.RemoveAll(older.Contains);
        issues.AddRange(older.Select(file => new FeedIssue(FeedIssueKind.Superseded, FeedIssueEffect.Noted, FeedSubject.Files, new FeedPlace(file.Name.Name, 0))));
    }

    private IEnumerable<Found> FindOlder() =>
        found.Where(file => file.Name.Kind == FeedKind.Complete)
            .GroupBy(file => (file.Name.Series, file.Name.Content))
            .SelectMany(series => series.Where(file => file.Name.Date < series.Max(other => other.Name.Date)));

    private void Check()
    {
        if (found.Count == 0 && !IsRefused)
            issues.Add(new FeedIssue(FeedIssueKind.NothingToRead, FeedIssueEffect.FeedRefused, FeedSubject.Files, default));
        if (found.Select(file => file.Name.Kind).Distinct().Count() > 1)
            issues.Add(new FeedIssue(FeedIssueKind.KindsMixed, FeedIssueEffect.FeedRefused, FeedSubject.Files, new FeedPlace(found.Find(file => file.Name.Kind == FeedKind.Delta)!.Name.Name, 0)));

        foreach (var series in found.Where(file => file.Name.Number is not null).GroupBy(file => (file.Name.Series, file.Name.Content, file.Name.Date, file.Name.Kind)))
            CheckNumbers([.. series.OrderBy(file => file.Name.Number)]);
    }

    /// <summary>Without one structure known, each person would be told of as being nowhere.</summary>
    private void CheckEstablishments()
    {
        if (found.Find(file => file.Name is { Content: AafContent.People, Kind: FeedKind.Complete }) is { } lost && !found.Exists(file => file.Name.Content == AafContent.Establishments))
            issues.Add(new FeedIssue(FeedIssueKind.FileMissing, FeedIssueEffect.FeedRefused, FeedSubject.Files, new FeedPlace(lost.Name.Name, 0)));
    }

    /// <summary>Numbers start at 0 or 1. A file missing at the end leaves no trace: the plan's own limits stand against that.</summary>
    private void CheckNumbers(IReadOnlyList<Found> files)
    {
        var missing = files.Zip(files.Skip(1)).Where(pair => pair.Second.Name.Number > pair.First.Name.Number + 1).Select(pair => pair.Second)
            .Concat(files.Take(1).Where(file => file.Name.Number > 1));
        issues.AddRange(missing.Select(file => new FeedIssue(FeedIssueKind.FileMissing, FeedIssueEffect.RestOfFileLeftOut, FeedSubject.Files, new FeedPlace(file.Name.Name, 0))));
    }

    private sealed class Found(FeedContainer container, AafFileName name)
    {
        public FeedContainer Container { get; } = container;

        public AafFileName Name { get; } = name;
    }
}
