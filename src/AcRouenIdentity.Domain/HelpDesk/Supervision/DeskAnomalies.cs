using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.HelpDesk.Supervision;

/// <summary>Something that an agent did to an account.</summary>
/// <param name="Agent">Login.</param>
/// <param name="Case">Its reference.</param>
public sealed record DeskDeed(string Agent, string Case, DirectoryKey About, HelpAct Act, DateTimeOffset At);

/// <summary>What an agent did on one day that a supervisor should look at.</summary>
/// <param name="Count">Of people or of deeds.</param>
/// <param name="Cases">References.</param>
public sealed record UnusualDay(string Agent, DateOnly Day, int Count, IReadOnlyList<string> Cases);

/// <summary>Finds, in what was done, what a supervisor should look at. None of it is a proof of anything.</summary>
/// <param name="zone">Time of the people who work there.</param>
public sealed class DeskAnomalies(IReadOnlyCollection<DeskDeed> deeds, OpeningHours hours, TimeZoneInfo zone)
{
    /// <summary>After it somebody else may choose the password of the account, if it was not its owner who called.</summary>
    private static readonly HelpAct[] Resets = [HelpAct.GiveCode, HelpAct.SendLetter];

    /// <summary>Days on which one agent let many people choose a new password, the latest first.</summary>
    /// <param name="from">How many people are many.</param>
    public IReadOnlyList<UnusualDay> ManyPeople(int from) => Days(deeds.Where(deed => Resets.Contains(deed.Act)), some => some.Select(deed => deed.About).Distinct().Count(), from);

    /// <summary>Days on which an agent did something while the help desk was closed, the latest first.</summary>
    public IReadOnlyList<UnusualDay> OutOfHours() => Days(deeds.Where(deed => !hours.Contain(LocalOf(deed))), some => some.Count(), from: 1);

    private IReadOnlyList<UnusualDay> Days(IEnumerable<DeskDeed> some, Func<IEnumerable<DeskDeed>, int> count, int from) =>
    [
        .. some.GroupBy(deed => (deed.Agent, Day: DateOnly.FromDateTime(LocalOf(deed))))
            .Select(group => new UnusualDay(group.Key.Agent, group.Key.Day, count(group), [.. group.OrderBy(deed => deed.At).Select(deed => deed.Case).Distinct()]))
            .Where(day => day.Count >= from)
            .OrderByDescending(day => day.Day).ThenByDescending(day => day.Count).ThenBy(day => day.Agent, StringComparer.Ordinal),
    ];

    private DateTime LocalOf(DeskDeed deed) => TimeZoneInfo.ConvertTime(deed.At, zone).DateTime;
}
