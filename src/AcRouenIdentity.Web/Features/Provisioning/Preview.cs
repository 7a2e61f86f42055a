using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>A plan as people are shown it.</summary>
public sealed class Preview(MadePlan made)
{
    private readonly Plan plan = made.Plan;

    public IReadOnlyList<FeedIssue> Issues => made.Said.Issues;

    /// <summary>Names of the establishments that the feeds describe.</summary>
    public IReadOnlyDictionary<Rne, string> Schools { get; } =
        made.Said.Establishments.Select(said => said.Described).DistinctBy(school => school.Rne).ToDictionary(school => school.Rne, school => school.Name);

    /// <summary>For which it is made.</summary>
    public DateOnly Day => made.Day;

    /// <summary>In the order of keys, made anew each time.</summary>
    public IEnumerable<PlanLine> Lines => plan.Lines;

    public IReadOnlyDictionary<PlanKind, int> Counts => plan.Summary.Lines;

    public int Unchanged => plan.Summary.Unchanged;

    public PlanSummary Summary => plan.Summary;

    /// <summary>Whether people depart for not being named, or why not.</summary>
    public AbsenceMeaning Absence => plan.Absence;

    public PreviewVerdict Verdict =>
        plan.IsRefused ? Issues.Any(issue => issue is { Effect: FeedIssueEffect.FeedRefused, Kind: FeedIssueKind.FileUnreadable }) ? PreviewVerdict.Unreadable : PreviewVerdict.Refused
        : plan.Summary.Confirmations.Count > 0 ? PreviewVerdict.Stopped
        : PreviewVerdict.Clear;

    /// <summary>Those of one kind (all when null) that touch one establishment (any when null).</summary>
    public IEnumerable<PlanLine> LinesOf(PlanKind? kind, Rne? establishment) => Lines
        .Where(line => kind is null || line.Kind == kind)
        .Where(line => establishment is not { } wanted || Touches(line.Before, wanted) || Touches(line.After, wanted));

    private static bool Touches(KnownPerson? person, Rne establishment) => person?.Facts.Establishments().Contains(establishment) == true;
}

public enum PreviewVerdict
{
    /// <summary>Nothing stops it.</summary>
    Clear,

    /// <summary>Somebody must confirm it under their name.</summary>
    Stopped,

    /// <summary>The feeds are refused as a whole.</summary>
    Refused,

    /// <summary>There is a file that nobody can read.</summary>
    Unreadable,
}
