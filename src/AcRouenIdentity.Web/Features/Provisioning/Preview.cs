using System.Runtime.InteropServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>
/// A plan as people are shown it. Differences in facts that the directory does not keep are none: nothing could be compared.
/// </summary>
public sealed class Preview
{
    private readonly Plan plan;
    private readonly FeedFacts kept;
    private readonly Dictionary<PlanKind, int> counts = [];

    internal Preview(Plan plan, FeedFacts kept, IReadOnlyList<FeedIssue> issues, DateOnly day)
    {
        (this.plan, this.kept, Issues, Day) = (plan, kept, issues, day);
        foreach (var line in Lines)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, line.Kind, out _)++;
    }

    public IReadOnlyList<FeedIssue> Issues { get; }

    /// <summary>For which it is made.</summary>
    public DateOnly Day { get; }

    /// <summary>In the order of keys, made anew each time.</summary>
    public IEnumerable<PlanLine> Lines => plan.Lines.Select(Comparable).OfType<PlanLine>();

    public IReadOnlyDictionary<PlanKind, int> Counts => counts;

    public int Unchanged => plan.Summary.Unchanged + plan.Summary.Lines.GetValueOrDefault(PlanKind.Change) - counts.GetValueOrDefault(PlanKind.Change);

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

    private PlanLine? Comparable(PlanLine line) =>
        line.Kind == PlanKind.Change && (line.Changed & kept) == FeedFacts.None ? null : line with { Changed = line.Changed & kept };
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
