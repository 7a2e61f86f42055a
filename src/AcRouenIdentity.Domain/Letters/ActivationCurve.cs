namespace AcRouenIdentity.Domain.Letters;

/// <summary>How many accounts were open, and how many letters waited for their person, at the end of a day.</summary>
public sealed record ActivationPoint(DateOnly Day, int Activated, int Waiting);

/// <summary>First letters and the accounts they opened, added up over time.</summary>
public static class ActivationCurve
{
    /// <summary>Points of a plot that can still be told apart on a phone.</summary>
    public const int MostPoints = 53;

    /// <summary>The curve ends today. It has a point a day as long as these are few, then one each so many days.</summary>
    /// <param name="received">Day of the first letter of each person who waits or has opened the account.</param>
    /// <param name="activated">Day on which each of them opened it.</param>
    /// <returns>Empty before the first letter.</returns>
    public static IReadOnlyList<ActivationPoint> Of(IEnumerable<DateOnly> received, IEnumerable<DateOnly> activated, DateOnly today)
    {
        var (letters, accounts) = (Sorted(received), Sorted(activated));
        if (letters.Length == 0)
            return [];
        var days = today.DayNumber - letters[0].DayNumber;
        var step = Math.Max(1, (days + MostPoints - 2) / (MostPoints - 1));
        var points = new List<ActivationPoint>();
        for (var day = today.AddDays(-(days / step * step)); day <= today; day = day.AddDays(step))
            points.Add(PointOf(day, letters, accounts));
        return points;
    }

    private static ActivationPoint PointOf(DateOnly day, DateOnly[] letters, DateOnly[] accounts)
    {
        var activated = UpTo(accounts, day);
        return new ActivationPoint(day, activated, Math.Max(0, UpTo(letters, day) - activated));
    }

    private static DateOnly[] Sorted(IEnumerable<DateOnly> days)
    {
        var sorted = days.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>How many of the sorted days are that one or earlier.</summary>
    private static int UpTo(DateOnly[] sorted, DateOnly day)
    {
        var after = Array.BinarySearch(sorted, day, AfterEquals.Instance);
        return after < 0 ? ~after : after;
    }

    /// <summary>Finds the place behind all equal days.</summary>
    private sealed class AfterEquals : IComparer<DateOnly>
    {
        public static readonly AfterEquals Instance = new();

        public int Compare(DateOnly x, DateOnly y) => x <= y ? -1 : 1;
    }
}
