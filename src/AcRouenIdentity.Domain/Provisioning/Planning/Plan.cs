using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>
/// What a reading of the feeds would change. It does not depend on the order in which people are known or named, and once it is applied the same reading plans nothing more
/// than the conflicts that are left (decision 0006).
/// </summary>
public sealed class Plan
{
    private readonly PersonDecisions decisions;
    private readonly NumenHolders numens;

    private Plan(PersonDecisions decisions, FeedContent feed, PlanRules rules)
    {
        this.decisions = decisions;
        IsRefused = feed.IsRefused;
        Absence = feed.Absence;
        var tally = new PlanTally();
        numens = new NumenHolders(decisions, decision => tally.Count(decision, OwnLine(decision)));
        Summary = (IsRefused ? new PlanTally() : numens.AnyRefused ? Recount() : tally).Summary(rules);
    }

    /// <summary>The reader refused the feeds as a whole: there are no lines, and nothing may be applied.</summary>
    public bool IsRefused { get; }

    /// <summary>Whether people depart for not being named, or why not.</summary>
    public AbsenceMeaning Absence { get; }

    public PlanSummary Summary { get; }

    /// <summary>In the order of keys. Made anew each time, so that the plan of a whole country is never in memory at once.</summary>
    public IEnumerable<PlanLine> Lines => IsRefused ? [] : Enumerable.Range(0, decisions.Count).SelectMany(index => LinesOf(index, Settled(index)));

    /// <param name="known">Everybody, departed people included.</param>
    /// <param name="feed">Not added to afterwards.</param>
    public static Plan Of(KnownPeople known, FeedContent feed, PlanRules rules, DateOnly today) =>
        new(new PersonDecisions(known, feed, rules, today), feed, rules);

    private Decision Settled(int index)
    {
        var decision = decisions[index];
        return numens.Refuses(index) && decision.After is { } after
            ? decision with { After = after with { Facts = after.Facts with { Numen = decision.Before?.Facts.Numen } } }
            : decision;
    }

    private IEnumerable<PlanLine> LinesOf(int index, Decision decision)
    {
        if (decision.Kind == DecisionKind.Conflict)
            yield return ConflictLine(index, decision, decision.Reason, decision.Others);
        if (numens.IsContended(index))
            yield return ConflictLine(index, decision, PlanReason.NumenShared, [.. numens.OthersOf(index).Select(decisions.KeyAt)]);
        if (LineOf(decision) is { } line)
            yield return line;
    }

    private PlanLine ConflictLine(int index, Decision decision, PlanReason reason, IReadOnlyList<DirectoryKey> others) => new()
    {
        Kind = PlanKind.Conflict,
        Reason = reason,
        Key = decisions.KeyAt(index),
        Before = decision.Before,
        Others = others,
        Place = decision.Place,
    };

    private static PlanLine? LineOf(Decision decision)
    {
        if (decision is not { Kind: DecisionKind.Planned, After: { } after })
            return null;

        var changed = ChangedBy(decision.Before, after);
        return WhatBecomesOf(decision.Before, after, changed) is var (kind, reason)
            ? new PlanLine { Kind = kind, Reason = reason, Key = after.Key, Before = decision.Before, After = after, Changed = changed, Place = decision.Place }
            : null;
    }

    /// <summary>The kind of line that the decision itself gives, before NUMEN are compared; null for none.</summary>
    private static PlanKind? OwnLine(Decision decision) => decision switch
    {
        { Kind: DecisionKind.Conflict } => PlanKind.Conflict,
        { Kind: DecisionKind.Planned, After: { } after } => WhatBecomesOf(decision.Before, after, ChangedBy(decision.Before, after))?.Kind,
        _ => null,
    };

    private static FeedFacts ChangedBy(KnownPerson? before, KnownPerson after) =>
        before is null ? FeedFacts.None : after.Facts.DifferencesFrom(before.Facts);

    private static (PlanKind Kind, PlanReason Reason)? WhatBecomesOf(KnownPerson? before, KnownPerson after, FeedFacts changed)
    {
        if (before is null)
            return (PlanKind.Create, PlanReason.NewInFeed);
        if (after.Departure is { } departure && (before.Departure != departure || (after.State == AccountState.Departed && before.State != after.State)))
            return (PlanKind.Depart, ReasonOf(departure.Reason));
        if (before.State != after.State && after.State == AccountState.Suspended)
            return (PlanKind.Suspend, PlanReason.ServiceNotStarted);
        if (before.State != after.State)
            return (PlanKind.Reactivate, before.State == AccountState.Suspended ? PlanReason.ServiceStarted : PlanReason.Returned);
        if (before.Departure != after.Departure)
            return (PlanKind.Reactivate, PlanReason.DepartureWithdrawn);
        if (changed == FeedFacts.None)
            return null;
        return (HasMoved(before, after) ? PlanKind.Move : PlanKind.Change, PlanReason.FactsChanged);
    }

    /// <summary>How a plan tells a departure.</summary>
    public static PlanReason ReasonOf(DepartureReason reason) => reason switch
    {
        DepartureReason.EndDatePassed => PlanReason.EndDatePassed,
        DepartureReason.AbsentFromCompleteFeed => PlanReason.AbsentFromCompleteFeed,
        DepartureReason.RemovedByDelta => PlanReason.RemovedByDelta,
        DepartureReason.Declared => PlanReason.DeclaredDeparted,
    };

    private static bool HasMoved(KnownPerson before, KnownPerson after) =>
        before.Facts.MainEstablishment != after.Facts.MainEstablishment
        || !before.Facts.Establishments().ToHashSet().SetEquals(after.Facts.Establishments());

    private PlanTally Recount()
    {
        var tally = new PlanTally();
        for (var index = 0; index < decisions.Count; index++)
        {
            var decision = Settled(index);
            tally.Count(decision, OwnLine(decision));
            if (numens.IsContended(index))
                tally.Count(PlanKind.Conflict);
        }

        return tally;
    }
}
