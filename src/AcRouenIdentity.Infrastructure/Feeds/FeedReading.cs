using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds;

/// <summary>One reading of the feeds. <see cref="Records"/> is enumerated once, on one thread; its progress may be asked from another.</summary>
public sealed class FeedReading
{
    private readonly FeedProgress progress;

    internal FeedReading(IEnumerable<FeedRecord> records, FeedProgress progress)
    {
        Records = records;
        this.progress = progress;
    }

    public IEnumerable<FeedRecord> Records { get; }

    /// <summary>From 0 to 1, in bytes of the files, which are read more than once.</summary>
    public double Progress => progress.Share;
}
