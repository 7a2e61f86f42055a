namespace AcRouenIdentity.Domain.Directory;

/// <summary>How often a person did something of one kind, by which others are found, since an instant. Once the time of the kind has passed, counting begins anew.</summary>
public sealed class DirectoryUse
{
    /// <summary><c>sub</c> of who asks.</summary>
    public required string Subject { get; init; }

    public required DirectoryUseKind Kind { get; init; }

    public required DateTimeOffset Since { get; set; }

    public required int Count { get; set; }
}

/// <summary>Names as they are stored.</summary>
public enum DirectoryUseKind
{
    /// <summary>Searches within some minutes; each sheet of a result is one.</summary>
    Search,

    /// <summary>Searches within a day.</summary>
    DayOfSearches,

    /// <summary>Cards within a day.</summary>
    Card,

    /// <summary>Searches of callers by the assistance, within some minutes.</summary>
    Caller,

    /// <summary>The same, within a day.</summary>
    DayOfCallers,
}
