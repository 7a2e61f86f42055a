using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Provisioning.Runs;

/// <summary>One line of a person's history, and of the report of a run. It carries no confidential value: of those it only says that they changed.</summary>
public sealed class PersonChange
{
    public long Id { get; init; }

    /// <summary>Null for what somebody did to one person.</summary>
    public int? RunId { get; init; }

    public required string DirectoryKey { get; init; }

    public required PlanKind Kind { get; init; }

    public required PlanReason Reason { get; init; }

    public required ChangeStage Stage { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>Login of who asked for it; null for what a run or the passing of time did.</summary>
    public string? By { get; init; }

    /// <summary>What they gave as a reason.</summary>
    public string? Note { get; init; }

    public FeedFacts Changed { get; init; }

    /// <summary>As displayed; scrubbed with the account.</summary>
    public string? Name { get; set; }

    /// <summary>UAI before and after, each between semicolons.</summary>
    public string Establishments { get; set; } = "";

    /// <summary>State and facts in JSON, without confidential values; scrubbed with the account.</summary>
    public string? Before { get; set; }

    public string? After { get; set; }

    /// <summary>Keys of the others in a conflict, one a line.</summary>
    public string? Others { get; init; }

    /// <summary>Where the feed speaks of the person.</summary>
    public string? File { get; init; }

    public int Line { get; init; }

    /// <summary>Why the directory did not take it.</summary>
    public ChangeFailure? Failure { get; set; }
}

public enum ChangeStage
{
    /// <summary>A plan that nobody applied yet.</summary>
    Planned,

    /// <summary>Being written: after a crash the directory may or may not have it.</summary>
    Pending,
    Done,
    Failed,
}

public enum ChangeFailure
{
    /// <summary>An entry that is none of ours has the login or the address.</summary>
    NameTaken,

    /// <summary>The entry went away meanwhile.</summary>
    EntryGone,

    /// <summary>The directory's schema or rules refuse it; the log says which.</summary>
    RefusedByDirectory,
}
