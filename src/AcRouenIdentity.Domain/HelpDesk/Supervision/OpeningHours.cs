namespace AcRouenIdentity.Domain.HelpDesk.Supervision;

/// <summary>When the help desk is there.</summary>
/// <param name="Until">Later than <paramref name="From"/>, and not open any more.</param>
public sealed record OpeningHours(TimeOnly From, TimeOnly Until, IReadOnlyCollection<DayOfWeek> ClosedOn)
{
    /// <param name="local">In the time of the help desk.</param>
    public bool Contain(DateTime local) => !ClosedOn.Contains(local.DayOfWeek) && TimeOnly.FromDateTime(local) is var time && time >= From && time < Until;
}
