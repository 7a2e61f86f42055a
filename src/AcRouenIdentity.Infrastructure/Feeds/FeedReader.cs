using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Aaf;
using AcRouenIdentity.Infrastructure.Feeds.Files;
using AcRouenIdentity.Infrastructure.Feeds.Staff;

namespace AcRouenIdentity.Infrastructure.Feeds;

/// <summary>Reads what was dropped or uploaded: academic exports (archives, folders, files) and HR files, in any mixture.</summary>
public sealed class FeedReader(FeedOptions options)
{
    /// <summary>
    /// Opens a reading of these files and folders; folders are not looked into below their first level. <paramref name="earlierStructures"/>: the structures that
    /// earlier readings described (<see cref="FeedEstablishment.Structure"/>), which a delta names without describing them again.
    /// </summary>
    public FeedReading Open(IReadOnlyCollection<string> paths, IReadOnlyDictionary<StructureKey, Rne> earlierStructures)
    {
        var progress = new FeedProgress();
        return new FeedReading(Read(paths, earlierStructures, progress), progress);
    }

    private IEnumerable<FeedRecord> Read(IReadOnlyCollection<string> paths, IReadOnlyDictionary<StructureKey, Rne> earlierStructures, FeedProgress progress)
    {
        var files = FeedFiles.Find(paths, options.Limits, progress);
        foreach (var issue in files.Issues)
            yield return new FeedRecord.Reported(issue);
        if (files.Issues.Any(issue => issue.Effect == FeedIssueEffect.FeedRefused))
            yield break;

        if (files.Containers.Count > 0)
        {
            foreach (var record in new AafReader(options).Read(files.Containers, earlierStructures))
                yield return record;
        }

        foreach (var record in new StaffFeedReader(options).Read(files.Tables, progress))
            yield return record;
    }
}
