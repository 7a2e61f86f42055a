using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>A person as they are known, or as a plan would have them.</summary>
public sealed record KnownPerson
{
    /// <summary>Never changes.</summary>
    public required DirectoryKey Key { get; init; }

    /// <summary>What feeds call the person: their key, unless they were delegated first and recognised later. Null for delegated people whom no feed names.</summary>
    public required DirectoryKey? FeedKey { get; init; }

    /// <summary>Null until given. Never changes afterwards, not even by a departure.</summary>
    public Login? Login { get; init; }

    /// <summary>Null until given. Never changes afterwards, not even by a departure.</summary>
    public MailAddress? Address { get; init; }

    public required AccountState State { get; init; }

    /// <summary>State that a suspension or a departure closed, to return to.</summary>
    public AccountState? ClosedFrom { get; init; }

    /// <summary>Of a suspended person.</summary>
    public SuspensionOrigin? SuspendedBy { get; init; }

    /// <summary>Departure that was planned, or has taken place.</summary>
    public Departure? Departure { get; init; }

    public required PersonFacts Facts { get; init; }

    /// <summary>Has or may get access, today and after what is planned.</summary>
    public bool IsOpen => Departure is null && IsInOpenState;

    /// <summary>Nothing closes the account today.</summary>
    public bool IsInOpenState => State is AccountState.Announced or AccountState.Provisioned or AccountState.Active;

    internal DirectoryKey NameInFeeds => FeedKey ?? Key;
}

public enum SuspensionOrigin
{
    /// <summary>Nothing that a feed says ends it.</summary>
    Rectorat,

    /// <summary>Service has not started.</summary>
    Feed,
}

/// <param name="On">First day without access.</param>
public sealed record Departure(DepartureReason Reason, DateOnly On);

public enum DepartureReason
{
    /// <summary>The last day of service is over.</summary>
    EndDatePassed,

    /// <summary>A complete feed, read to its end, describes all their establishments and does not name them.</summary>
    AbsentFromCompleteFeed,

    /// <summary>A delta removes them.</summary>
    RemovedByDelta,

    /// <summary>Somebody of the rectorat knows it, and no feed says otherwise until somebody of the rectorat does.</summary>
    Declared,
}
