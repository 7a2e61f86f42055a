namespace AcRouenIdentity.Infrastructure.Feeds.Staff;

/// <summary>A row of a table. <paramref name="Line"/> is its first line.</summary>
internal sealed record TableRow(int Line, TableRowState State, IReadOnlyList<string> Fields);

internal enum TableRowState
{
    Read,

    /// <summary>A quote that is not closed, or goes on after it was.</summary>
    Malformed,

    /// <summary>A line longer than any row.</summary>
    TooLong,
}
