using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>What would become of one person, and why. Somebody may have a conflict and another line besides.</summary>
public sealed record PlanLine
{
    public required PlanKind Kind { get; init; }

    public required PlanReason Reason { get; init; }

    public required DirectoryKey Key { get; init; }

    /// <summary>Null for people nobody knew.</summary>
    public KnownPerson? Before { get; init; }

    /// <summary>Null for conflicts, which change nothing. Its login and address are null until they are given.</summary>
    public KnownPerson? After { get; init; }

    /// <summary>Facts that differ from <see cref="Before"/> to <see cref="After"/>; none for people nobody knew.</summary>
    public FeedFacts Changed { get; init; }

    /// <summary>The others in a conflict.</summary>
    public IReadOnlyList<DirectoryKey> Others { get; init; } = [];

    /// <summary>Where the feed first speaks of the person; null where it does not.</summary>
    public FeedPlace? Place { get; init; }
}

/// <summary>When several hold, the first of this order.</summary>
public enum PlanKind
{
    /// <summary>Somebody has to decide; nothing is done.</summary>
    Conflict,
    Create,

    /// <summary>Access ends on the day of <see cref="KnownPerson.Departure"/>, which may be past.</summary>
    Depart,
    Suspend,
    Reactivate,

    /// <summary>Other establishments than before.</summary>
    Move,
    Change,
}

public enum PlanReason
{
    NewInFeed,
    EndDatePassed,
    AbsentFromCompleteFeed,
    RemovedByDelta,
    ServiceNotStarted,
    ServiceStarted,

    /// <summary>Departed, and named again: same login, same address.</summary>
    Returned,

    /// <summary>About to depart, and named again.</summary>
    DepartureWithdrawn,
    FactsChanged,

    /// <summary>Two people, one NUMEN: each keeps the one they had.</summary>
    NumenShared,

    /// <summary>A complete feed names one key twice, with different facts.</summary>
    KeySaidTwice,

    /// <summary>Two people are known under one key, or a feed uses the key of a delegated person.</summary>
    KeyClash,

    /// <summary>Resembles a person whom a head of school delegated: same names and birth date, or same names and establishment where a birth date is missing.</summary>
    ProbableDuplicate,

    /// <summary>A delta changes somebody of whom nothing else is known.</summary>
    ChangeOfUnknownPerson,

    /// <summary>By somebody of the rectorat, not by a plan; so are the next ones.</summary>
    SuspendedByRectorat,
    RestoredByRectorat,
    DeclaredDeparted,

    /// <summary>The last day of the suspension is over.</summary>
    SuspensionOver,

    /// <summary>A head of school asked for the account.</summary>
    Delegated,

    /// <summary>A delegated person whom a feed names now, under its own key.</summary>
    Recognised,

    /// <summary>The person chose a first password.</summary>
    FirstAccess,
}
