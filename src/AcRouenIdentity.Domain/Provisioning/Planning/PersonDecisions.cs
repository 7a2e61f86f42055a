using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>Decides of each person by themselves.</summary>
internal sealed class PersonDecisions
{
    private readonly KnownPeople known;
    private readonly FeedContent feed;
    private readonly PlanRules rules;
    private readonly DateOnly today;
    private readonly Meetings meetings;
    private readonly Lookalikes lookalikes;

    public PersonDecisions(KnownPeople known, FeedContent feed, PlanRules rules, DateOnly today)
    {
        (this.known, this.feed, this.rules, this.today) = (known, feed, rules, today);
        meetings = new Meetings(known.Log, feed.Log);
        lookalikes = new Lookalikes(known.Delegated());
    }

    public int Count => meetings.Count;

    public Decision this[int index]
    {
        get
        {
            var meeting = meetings[index];
            var people = KnownAt(meeting);
            var entries = EntriesAt(meeting);
            var before = people.Length > 0 ? people[0] : null;
            var said = Statement.Of(entries, before?.Facts);

            if (people.Length > 1)
                return Conflict(before, said, PlanReason.KeyClash, [.. people.Skip(1).Select(person => person.Key)]);
            if (before is { FeedKey: null } && entries.Length > 0)
                return Conflict(before, said, PlanReason.KeyClash, [before.Key]);
            if (said.IsLeftOut)
                return new Decision(DecisionKind.LeftAsTheyAre, before);
            if (said.IsContradictory)
                return Conflict(before, said, PlanReason.KeySaidTwice, []);

            return before is null ? OfNewcomer(KeyAt(meeting), said) : new Decision(DecisionKind.Planned, before) { After = AfterOf(before, said), Place = said.Place };
        }
    }

    public DirectoryKey KeyAt(int index) => KeyAt(meetings[index]);

    /// <summary>Known people beyond the first under one key, whose facts count though no decision is about them.</summary>
    public IEnumerable<KnownPerson> Besides(int index) =>
        meetings[index].KnownCount > 1 ? KnownAt(meetings[index]).Skip(1) : [];

    private DirectoryKey KeyAt(Meeting meeting) => meeting.KnownCount > 0
        ? KnownAt(meeting)[0].Key
        : new DirectoryKey(feed.Log[meetings.SaidIndex(meeting.Said)].Text());

    private KnownPerson[] KnownAt(Meeting meeting)
    {
        var people = meeting.KnownCount == 0 ? [] : new KnownPerson[meeting.KnownCount];
        for (var index = 0; index < people.Length; index++)
            people[index] = known[meetings.KnownIndex(meeting.Known + index)];
        if (people.Length > 1)
            Array.Sort(people, (one, other) => string.CompareOrdinal(one.Key.Value, other.Key.Value));
        return people;
    }

    private FeedEntry[] EntriesAt(Meeting meeting)
    {
        var entries = meeting.SaidCount == 0 ? [] : new FeedEntry[meeting.SaidCount];
        for (var index = 0; index < entries.Length; index++)
            entries[index] = feed.Entry(meetings.SaidIndex(meeting.Said + index));
        return entries;
    }

    private static Decision Conflict(KnownPerson? before, Statement said, PlanReason reason, IReadOnlyList<DirectoryKey> others) =>
        new(DecisionKind.Conflict, before) { Reason = reason, Others = others, Place = said.Place };

    private Decision OfNewcomer(DirectoryKey key, Statement said)
    {
        if (said.Presence == Presence.ChangedOnly)
            return Conflict(null, said, PlanReason.ChangeOfUnknownPerson, []);
        if (said.Presence == Presence.StaffOnly)
            return new Decision(DecisionKind.OnlyInStaffFile, null);
        if (said is not { Presence: Presence.Named, Facts: { } facts })
            return new Decision(DecisionKind.Nothing, null);
        if (IsOver(facts))
            return new Decision(DecisionKind.EndedBeforeCreation, null);
        if (!rules.DeclaredDistinct.Contains(key) && lookalikes.Of(facts) is { Count: > 0 } others)
            return Conflict(null, said, PlanReason.ProbableDuplicate, others);

        var created = new KnownPerson { Key = key, FeedKey = key, State = AccountState.Announced, Facts = facts };
        return new Decision(DecisionKind.Planned, null) { After = created, Place = said.Place };
    }

    private KnownPerson AfterOf(KnownPerson before, Statement said)
    {
        var facts = said.Facts!;
        if (IsClosed(before) && (said.Presence != Presence.Named || IsOver(facts)))
            return before;
        if (before is { State: AccountState.Departed, Departure.Reason: DepartureReason.Declared })
            return before;
        if (before is { State: AccountState.Suspended, SuspendedBy: not SuspensionOrigin.Feed })
            return before with { Facts = facts };

        var departure = DepartureOf(before, said.Presence, facts);
        var open = OpenStateOf(before);
        var departs = departure is { On: var day } && day <= today;
        var suspends = !departs && open == AccountState.Active && rules.BeforeServiceStarts == BeforeServiceStarts.Suspend && facts.Start > today;
        return before with
        {
            State = departs ? AccountState.Departed : suspends ? AccountState.Suspended : open,
            ClosedFrom = departs || suspends ? open : null,
            SuspendedBy = suspends ? SuspensionOrigin.Feed : null,
            Departure = departure,
            // Who leaves takes no NUMEN along: tomorrow the feed is not heard about them any more, and another may want it.
            Facts = departs ? facts with { Numen = before.Facts.Numen } : facts,
        };
    }

    /// <summary>An absence, once seen, keeps its day: the grace does not begin anew each night.</summary>
    private Departure? DepartureOf(KnownPerson before, Presence presence, PersonFacts facts)
    {
        var absence = before.Departure is { Reason: not DepartureReason.EndDatePassed } noticed ? noticed : null;
        if (facts.End is { } end && end < today)
            return new Departure(DepartureReason.EndDatePassed, end.AddDays(1 + rules.DaysOfGrace));
        if (before.FeedKey is null || presence == Presence.Named)
            return null;
        if (presence == Presence.Removed)
            return absence ?? new Departure(DepartureReason.RemovedByDelta, today.AddDays(rules.DaysOfGrace));
        if (feed.Absence == AbsenceMeaning.Gone && feed.Covers(before.Facts))
            return absence ?? new Departure(DepartureReason.AbsentFromCompleteFeed, today.AddDays(rules.DaysOfGrace));
        return absence;
    }

    private bool IsOver(PersonFacts facts) => facts.End < today;

    private static bool IsClosed(KnownPerson person) => person.State is AccountState.Departed or AccountState.Erased;

    /// <summary>What the account is when nothing closes it. Erased people begin anew, with the login and the address they had.</summary>
    private static AccountState OpenStateOf(KnownPerson person) => person.State switch
    {
        AccountState.Announced or AccountState.Provisioned or AccountState.Active => person.State,
        AccountState.Suspended or AccountState.Departed => person.ClosedFrom ?? AccountState.Announced,
        AccountState.Erased => AccountState.Announced,
    };
}
