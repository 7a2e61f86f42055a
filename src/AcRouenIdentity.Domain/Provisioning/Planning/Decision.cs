using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>What is decided of one person before NUMEN are compared between people.</summary>
internal sealed record Decision(DecisionKind Kind, KnownPerson? Before)
{
    /// <summary>The same as before where nothing changes; null where nobody is created.</summary>
    public KnownPerson? After { get; init; } = Before;

    /// <summary>Of a conflict.</summary>
    public PlanReason Reason { get; init; }

    public IReadOnlyList<DirectoryKey> Others { get; init; } = [];

    public FeedPlace? Place { get; init; }
}

internal enum DecisionKind
{
    Planned,
    Conflict,
    LeftAsTheyAre,
    EndedBeforeCreation,
    OnlyInStaffFile,

    /// <summary>A delta removes somebody nobody knew.</summary>
    Nothing,
}
