namespace AcRouenIdentity.Domain.Letters;

/// <summary>How long somebody's letter has waited for them, or why it waits for nobody any more. Everybody is in exactly one.</summary>
public enum LetterAge
{
    /// <summary>None was printed, or none that still counts.</summary>
    None,

    /// <summary>Seven days at most.</summary>
    Week,

    /// <summary>More than seven days, thirty at most.</summary>
    Month,

    /// <summary>More than thirty days.</summary>
    Older,

    /// <summary>Its codes are no good any more: only another letter helps.</summary>
    Expired,
}

/// <summary>The instants that part the ages of letters, seen from now.</summary>
public sealed record LetterAges(DateTimeOffset Now)
{
    private const int DaysOfAWeek = 7;
    private const int DaysOfAMonth = 30;

    /// <summary>Printed at it or later: <see cref="LetterAge.Week"/>.</summary>
    public DateTimeOffset WeekBegan { get; } = Now.AddDays(-DaysOfAWeek);

    /// <summary>Printed at it or later, and not within the week: <see cref="LetterAge.Month"/>.</summary>
    public DateTimeOffset MonthBegan { get; } = Now.AddDays(-DaysOfAMonth);

    /// <param name="printedAt">Null without a letter.</param>
    /// <param name="expiresAt">Null for a letter whose secrets never end.</param>
    public LetterAge Of(DateTimeOffset? printedAt, DateTimeOffset? expiresAt)
    {
        if (printedAt is not { } printed)
            return LetterAge.None;
        if (expiresAt <= Now)
            return LetterAge.Expired;
        return printed >= WeekBegan ? LetterAge.Week : printed >= MonthBegan ? LetterAge.Month : LetterAge.Older;
    }
}
