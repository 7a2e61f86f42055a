namespace AcRouenIdentity.Domain.HelpDesk;

public enum CaseEntryKind
{
    Opened,
    Identified,
    Taken,
    PutBack,
    Note,
    Verified,
    NotVerified,

    /// <summary>A code left, or the secretariat was asked.</summary>
    Asked,
    Done,

    /// <summary>A backup address, whose code was read aloud.</summary>
    AddressRecorded,
    ApprovalAsked,
    Approved,
    Declined,
    Closed,
    Reopened,
}

/// <summary>One line of what was done in a case; written once.</summary>
public sealed class CaseEntry
{
    public long Id { get; init; }

    public required long CaseId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Login; null for the person themselves and for the service.</summary>
    public string? By { get; init; }

    public required CaseEntryKind Kind { get; init; }

    /// <summary>Name of the act, step or outcome that it is about; null where there is none.</summary>
    public string? What { get; init; }

    /// <summary>What was written, encrypted; null where nothing was.</summary>
    public string? Text { get; init; }
}
