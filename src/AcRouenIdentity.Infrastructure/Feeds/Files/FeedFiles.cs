using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>The files of a reading: those that may hold academic exports, and tables of the HR. Others are none of ours.</summary>
internal sealed class FeedFiles
{
    /// <summary>An archive is read three times: names, establishments, people.</summary>
    private const int Passes = 3;

    private readonly List<FeedContainer> containers = [];
    private readonly List<string> tables = [];
    private readonly List<FeedIssue> issues = [];

    public IReadOnlyList<FeedContainer> Containers => containers;

    public IReadOnlyList<string> Tables => tables;

    public IReadOnlyList<FeedIssue> Issues => issues;

    public static FeedFiles Find(IReadOnlyCollection<string> paths, FeedLimits limits, FeedProgress progress)
    {
        var files = new FeedFiles();
        foreach (var path in paths.SelectMany(path => System.IO.Directory.Exists(path) ? System.IO.Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path]))
            files.Add(path, limits, progress);
        if (files.containers.Count + files.tables.Count == 0 && files.issues.Count == 0)
            files.Report(FeedIssueKind.NothingToRead, FeedIssueEffect.FeedRefused, "");
        return files;
    }

    private void Add(string path, FeedLimits limits, FeedProgress progress)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            Report(FeedIssueKind.FileUnreadable, FeedIssueEffect.FeedRefused, file.Name);
        else if (file.LinkTarget is not null)
            Report(FeedIssueKind.ArchiveEntryUnsafe, FeedIssueEffect.FeedRefused, file.Name);
        else if (containers.Count + tables.Count >= limits.Files)
            Report(FeedIssueKind.ArchiveTooLarge, FeedIssueEffect.FeedRefused, file.Name);
        else
            Sort(file, limits, progress);
    }

    private void Sort(FileInfo file, FeedLimits limits, FeedProgress progress)
    {
        if (FeedContainer.Find(file.FullName, limits, progress) is { } container)
        {
            containers.Add(container);
            progress.Expect(Passes * file.Length);
        }
        else if (file.Extension.ToUpperInvariant() is ".CSV" or ".TXT" or ".TSV")
        {
            tables.Add(file.FullName);
            progress.Expect(file.Length);
        }
    }

    private void Report(FeedIssueKind kind, FeedIssueEffect effect, string file) => issues.Add(new FeedIssue(kind, effect, FeedSubject.Files, new FeedPlace(file, 0)));
}
