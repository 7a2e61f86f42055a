using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>One record of a feed about one person. <paramref name="Said"/> names those of <paramref name="Facts"/> that count.</summary>
internal sealed record FeedEntry(FeedEntryKind Kind, FeedFacts Said, PersonFacts Facts, FeedPlace Place);

internal enum FeedEntryKind
{
    /// <summary>A whole person in a complete feed.</summary>
    InComplete,

    /// <summary>A whole person in a delta.</summary>
    InDelta,
    ChangedByDelta,
    RemovedByDelta,
    StaffFacts,

    /// <summary>A record that the reader left out: the person stays as they are.</summary>
    LeftOut,
}
