namespace AcRouenIdentity.Domain.HelpDesk.Supervision;

/// <summary>What the figures need of a case.</summary>
public sealed record CaseFacts(CaseOrigin Origin, CaseState State, CaseOutcome? Outcome, DateTimeOffset OpenedAt, DateTimeOffset? TakenAt);

/// <summary>How long people waited until somebody took their case.</summary>
public enum WaitBand
{
    UnderQuarter,
    UnderHour,
    UnderHalfDay,
    UnderDay,
    Longer,

    /// <summary>Nobody has taken it, and it is open.</summary>
    StillWaiting,
}

/// <summary>Cases of a period, counted.</summary>
public sealed class CaseFigures(IReadOnlyCollection<CaseFacts> cases)
{
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(4);

    private readonly TimeSpan[] waits = [.. cases.Where(one => one.Origin is not CaseOrigin.Call && one.TakenAt is not null).Select(one => one.TakenAt!.Value - one.OpenedAt).Order()];

    public int Opened => cases.Count;

    public int Open => cases.Count(one => one.State is not CaseState.Closed);

    /// <summary>Open, and in nobody's hands.</summary>
    public int Waiting => cases.Count(one => one.State is CaseState.Waiting);

    /// <summary>Half of the people waited no longer; null where nobody's case was taken. A call is taken as it comes and counts in no waiting.</summary>
    public TimeSpan? MedianWait => WaitOf(0.5);

    /// <summary>Nine of ten people waited no longer.</summary>
    public TimeSpan? NinthDecileWait => WaitOf(0.9);

    /// <param name="outcome">Null for those that are open.</param>
    public int Count(CaseOrigin origin, CaseOutcome? outcome) => cases.Count(one => one.Origin == origin && one.Outcome == outcome);

    public int Count(WaitBand band) => band is WaitBand.StillWaiting
        ? cases.Count(one => one is { State: CaseState.Waiting, TakenAt: null })
        : waits.Count(wait => BandOf(wait) == band);

    private static WaitBand BandOf(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 15 } => WaitBand.UnderQuarter,
        { TotalHours: < 1 } => WaitBand.UnderHour,
        _ when wait < HalfDay => WaitBand.UnderHalfDay,
        { TotalDays: < 1 } => WaitBand.UnderDay,
        _ => WaitBand.Longer,
    };

    /// <summary>The smallest wait that so many of all do not exceed.</summary>
    private TimeSpan? WaitOf(double share) => waits.Length == 0 ? null : waits[(int)Math.Ceiling(share * waits.Length) - 1];
}
