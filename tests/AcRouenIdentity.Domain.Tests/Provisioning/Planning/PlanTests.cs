using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Planning;

public class PlanTests
{
    private static readonly DateOnly Today = new(2026, 9, 1);
    private static readonly Rne Corbeau = Rne.Parse("0769001W");
    private static readonly Rne Merle = Rne.Parse("0769002X");
    private static readonly Numen FirstNumen = Numen.Parse("21E0501234ABC");
    private static readonly PlanRules Calm = new() { LargestShareClosed = 1 };

    [Fact]
    public void Somebody_new_is_created_with_what_both_feeds_say()
    {
        var line = PlanOf([], Complete(Named("1"), Staff("1", FeedFacts.Numen | FeedFacts.End, numen: FirstNumen, end: Today))).Lines.Should().ContainSingle().Subject;
        line.Should().Match<PlanLine>(one => one.Kind == PlanKind.Create && one.Reason == PlanReason.NewInFeed && one.Before == null);
        line.After!.Facts.Should().Match<PersonFacts>(facts => facts.Surname == "Durand" && facts.Numen == FirstNumen && facts.End == Today);
        line.After.Should().Match<KnownPerson>(person => person.State == AccountState.Announced && person.Login == null && person.FeedKey == person.Key);
        line.Place.Should().Be(new FeedPlace("people.xml", 7));
    }

    [Fact]
    public void Somebody_in_the_HR_file_alone_is_counted_and_not_created()
    {
        var plan = PlanOf([], Complete(Staff("1", FeedFacts.Numen, numen: FirstNumen)));
        plan.Lines.Should().BeEmpty();
        plan.Summary.OnlyInStaffFile.Should().Be(1);
    }

    [Fact]
    public void Somebody_new_whose_service_is_over_is_not_created()
    {
        var plan = PlanOf([], Complete(Named("1"), Staff("1", FeedFacts.End, end: Today.AddDays(-1))));
        plan.Lines.Should().BeEmpty();
        plan.Summary.EndedBeforeCreation.Should().Be(1);
    }

    [Fact]
    public void A_new_name_is_a_change_and_a_new_school_a_move()
    {
        var lines = PlanOf([Active("1"), Active("2"), Active("3")], Complete(Named("1", surname: "Petit"), Named("2", surname: "Petit", school: Merle), Named("3"))).Lines.ToList();
        lines.Select(line => (line.Key.Value, line.Kind, line.Changed)).Should().Equal(
            ("1", PlanKind.Change, FeedFacts.Surname),
            ("2", PlanKind.Move, FeedFacts.Surname | FeedFacts.MainEstablishment));
        (lines[0].Before!.Facts.Surname, lines[0].After!.Facts.Surname).Should().Be(("Durand", "Petit"));
    }

    [Fact]
    public void A_second_school_is_a_move_and_another_subject_in_the_same_school_is_not()
    {
        var known = new[] { Active("1"), Active("2") };
        PlanOf(known, Complete(Named("1", postings: [In(Merle, "L1300")]), Named("2", postings: [In(Corbeau, "L1300")]))).Lines
            .Select(line => line.Kind).Should().Equal(PlanKind.Move, PlanKind.Change);
    }

    [Fact]
    public void Who_is_absent_from_a_complete_feed_departs_after_the_days_of_grace()
    {
        var line = PlanOf([Active("1"), Active("2")], Complete(Named("2"))).Lines.Should().ContainSingle().Subject;
        (line.Kind, line.Reason).Should().Be((PlanKind.Depart, PlanReason.AbsentFromCompleteFeed));
        line.After!.Departure!.On.Should().Be(Today.AddDays(30));
        line.After.State.Should().Be(AccountState.Active);
    }

    [Fact]
    public void The_days_of_grace_do_not_begin_anew_each_night()
    {
        var known = Leaving("1", DepartureReason.AbsentFromCompleteFeed, Today.AddDays(3));
        PlanOf([known, Active("2")], Complete(Named("2"))).Lines.Should().BeEmpty();

        var line = PlanOf([known, Active("2")], Complete(Named("2")), today: Today.AddDays(3)).Lines.Should().ContainSingle().Subject;
        line.After.Should().Match<KnownPerson>(person => person.State == AccountState.Departed && person.ClosedFrom == AccountState.Active);
    }

    [Fact]
    public void A_planned_departure_takes_place_on_its_day_even_when_a_delta_comes()
    {
        var known = Leaving("1", DepartureReason.AbsentFromCompleteFeed, Today);
        PlanOf([known], Delta()).Lines.Should().ContainSingle().Which.After!.State.Should().Be(AccountState.Departed);
    }

    [Fact]
    public void Nobody_departs_because_a_delta_does_not_name_them()
    {
        var plan = PlanOf([Active("1")], Delta());
        plan.Lines.Should().BeEmpty();
        plan.Absence.Should().Be(AbsenceMeaning.NothingIsComplete);
    }

    [Fact]
    public void Nobody_departs_because_a_complete_file_is_cut_short()
    {
        var plan = PlanOf([Active("1")], Complete(), isReadToEnd: false);
        plan.Lines.Should().BeEmpty();
        plan.Absence.Should().Be(AbsenceMeaning.CutShort);
    }

    [Theory]
    [InlineData(FeedIssueEffect.RestOfFileLeftOut)]
    [InlineData(FeedIssueEffect.RecordLeftOut)]
    public void Nobody_departs_while_they_may_stand_in_what_could_not_be_read(FeedIssueEffect effect)
    {
        var plan = PlanOf([Active("1")], Complete(new FeedRecord.Reported(new FeedIssue(FeedIssueKind.KeyMissing, effect, new FeedPlace("people.xml", 9)))));
        plan.Lines.Should().BeEmpty();
        plan.Absence.Should().Be(AbsenceMeaning.SomethingUnreadable);
    }

    [Fact]
    public void A_person_whose_record_is_bad_stays_as_they_are_and_others_still_depart()
    {
        var issue = new FeedIssue(FeedIssueKind.NameMissing, FeedIssueEffect.RecordLeftOut, new FeedPlace("people.xml", 9)) { Person = new("1") };
        var plan = PlanOf([Active("1"), Active("2")], Complete(new FeedRecord.Reported(issue), Staff("1", FeedFacts.Numen, numen: FirstNumen)));
        plan.Lines.Should().ContainSingle().Which.Key.Should().Be(new DirectoryKey("2"));
        plan.Summary.LeftAsTheyAre.Should().Be(1);
    }

    [Fact]
    public void Nobody_departs_whose_school_the_feed_does_not_describe()
    {
        var elsewhere = Active("1") with { Facts = Facts with { MainEstablishment = Merle } };
        var alsoElsewhere = Active("2") with { Facts = Facts with { Postings = [In(Merle, null)] } };
        PlanOf([elsewhere, alsoElsewhere, Active("3")], Complete(Named("3"))).Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_refused_feed_plans_nothing()
    {
        var refusal = new FeedRecord.Reported(new FeedIssue(FeedIssueKind.KindsMixed, FeedIssueEffect.FeedRefused, new FeedPlace("people.xml", 0)));
        var plan = PlanOf([Active("1")], Complete(Named("2"), refusal));
        plan.IsRefused.Should().BeTrue();
        plan.Lines.Should().BeEmpty();
        plan.Summary.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData(-1, AccountState.Active)]
    [InlineData(-30, AccountState.Active)]
    [InlineData(-31, AccountState.Departed)]
    public void Who_is_past_the_last_day_of_service_departs_whatever_the_feed_names(int ended, AccountState state)
    {
        var line = PlanOf([Active("1")], Complete(Named("1"), Staff("1", FeedFacts.End, end: Today.AddDays(ended)))).Lines.Should().ContainSingle().Subject;
        (line.Kind, line.Reason, line.After!.State).Should().Be((PlanKind.Depart, PlanReason.EndDatePassed, state));
        line.After.Departure!.On.Should().Be(Today.AddDays(ended + 31));
    }

    [Fact]
    public void The_last_day_of_service_is_served() =>
        PlanOf([Active("1") with { Facts = Facts with { End = Today } }], Complete(Named("1"))).Lines.Should().BeEmpty();

    [Fact]
    public void Who_is_named_again_before_the_day_does_not_depart()
    {
        var line = PlanOf([Leaving("1", DepartureReason.AbsentFromCompleteFeed, Today.AddDays(3))], Complete(Named("1"))).Lines.Should().ContainSingle().Subject;
        (line.Kind, line.Reason).Should().Be((PlanKind.Reactivate, PlanReason.DepartureWithdrawn));
    }

    [Theory]
    [InlineData(AccountState.Departed, AccountState.Active, AccountState.Active)]
    [InlineData(AccountState.Departed, AccountState.Provisioned, AccountState.Provisioned)]
    [InlineData(AccountState.Departed, null, AccountState.Announced)]
    [InlineData(AccountState.Erased, AccountState.Active, AccountState.Announced)]
    public void Who_returns_gets_their_account_back_with_the_same_login_and_address(AccountState state, AccountState? closedFrom, AccountState after)
    {
        var known = Leaving("1", DepartureReason.AbsentFromCompleteFeed, Today.AddDays(-300)) with { State = state, ClosedFrom = closedFrom };
        var line = PlanOf([known], Complete(Named("1"))).Lines.Should().ContainSingle().Subject;
        (line.Kind, line.Reason, line.After!.State, line.After.Departure).Should().Be((PlanKind.Reactivate, PlanReason.Returned, after, null));
        (line.After.Login, line.After.Address).Should().Be((known.Login, known.Address));
    }

    [Fact]
    public void Feeds_change_nothing_of_people_who_are_gone() =>
        PlanOf([Leaving("1", DepartureReason.RemovedByDelta, Today) with { State = AccountState.Departed }], Complete(Staff("1", FeedFacts.Numen, numen: FirstNumen)))
            .Lines.Should().BeEmpty();

    [Fact]
    public void A_delta_that_removes_somebody_makes_them_depart()
    {
        var line = PlanOf([Active("1")], Delta(new FeedRecord.PersonGone(new("1"), default))).Lines.Should().ContainSingle().Subject;
        (line.Kind, line.Reason).Should().Be((PlanKind.Depart, PlanReason.RemovedByDelta));
    }

    [Fact]
    public void A_delta_replaces_what_it_says_and_nothing_else()
    {
        var known = Active("1") with { Facts = Facts with { BirthName = "Petit", IsTeacher = true } };
        var change = new FeedPersonChange { Key = new("1"), Said = FeedFacts.IsTeacher | FeedFacts.Surname, Surname = "Martin" };
        var line = PlanOf([known], Delta(new FeedRecord.PersonChanged(change, default))).Lines.Should().ContainSingle().Subject;
        line.After!.Facts.Should().Be(known.Facts with { Surname = "Martin", IsTeacher = null });
    }

    [Fact]
    public void A_delta_that_changes_a_stranger_is_a_conflict() =>
        PlanOf([], Delta(new FeedRecord.PersonChanged(new FeedPersonChange { Key = new("1"), Said = FeedFacts.Surname, Surname = "Martin" }, default)))
            .Lines.Should().ContainSingle().Which.Reason.Should().Be(PlanReason.ChangeOfUnknownPerson);

    [Fact]
    public void A_suspension_by_the_rectorat_holds_against_absence_end_and_return()
    {
        var known = Active("1") with { State = AccountState.Suspended, SuspendedBy = SuspensionOrigin.Rectorat, ClosedFrom = AccountState.Active };
        PlanOf([known], Complete()).Lines.Should().BeEmpty();
        PlanOf([known], Complete(Named("1"))).Lines.Should().BeEmpty();
        PlanOf([known with { Facts = Facts with { End = Today.AddDays(-90) } }], Complete()).Lines.Should().BeEmpty();
        PlanOf([known with { SuspendedBy = null }], Complete(Named("1"))).Lines.Should().BeEmpty("who does not say is taken for the rectorat");
    }

    [Fact]
    public void An_active_person_whose_service_starts_later_is_suspended_where_the_rules_say_so_until_it_does()
    {
        var suspending = Calm with { BeforeServiceStarts = BeforeServiceStarts.Suspend };
        var feed = Complete(Named("1"), Staff("1", FeedFacts.Start, start: Today.AddDays(2)));
        PlanOf([Active("1")], feed).Lines.Should().ContainSingle().Which.Kind.Should().Be(PlanKind.Change);

        var suspended = PlanOf([Active("1")], feed, rules: suspending).Lines.Should().ContainSingle().Subject;
        (suspended.Kind, suspended.Reason, suspended.After!.SuspendedBy).Should().Be((PlanKind.Suspend, PlanReason.ServiceNotStarted, SuspensionOrigin.Feed));

        var back = PlanOf([suspended.After], feed, rules: suspending, today: Today.AddDays(2)).Lines.Should().ContainSingle().Subject;
        (back.Kind, back.Reason, back.After!.State).Should().Be((PlanKind.Reactivate, PlanReason.ServiceStarted, AccountState.Active));
    }

    [Fact]
    public void A_delegated_person_stays_until_their_end_date()
    {
        var known = Delegated("INTERNE$1") with { Facts = Facts with { End = Today } };
        PlanOf([known], Complete()).Lines.Should().BeEmpty();
        PlanOf([known], Complete(), today: Today.AddDays(1)).Lines.Should().ContainSingle().Which.Reason.Should().Be(PlanReason.EndDatePassed);
    }

    [Fact]
    public void A_person_who_resembles_a_delegated_one_is_proposed_and_not_created()
    {
        var known = Delegated("INTERNE$1") with { Facts = Facts with { GivenName = "Zoe", Surname = "DURAND" } };
        var line = PlanOf([known], Complete(Named("1"))).Lines.Should().ContainSingle().Subject;
        (line.Kind, line.Reason, line.After).Should().Be((PlanKind.Conflict, PlanReason.ProbableDuplicate, null));
        line.Others.Should().Equal(known.Key);
    }

    [Fact]
    public void Who_was_declared_to_be_another_is_created() =>
        PlanOf([Delegated("INTERNE$1")], Complete(Named("1")), rules: Calm with { DeclaredDistinct = new HashSet<DirectoryKey> { new("1") } })
            .Lines.Should().ContainSingle().Which.Kind.Should().Be(PlanKind.Create);

    [Fact]
    public void A_homonym_born_another_day_is_no_duplicate() =>
        PlanOf([Delegated("INTERNE$1") with { Facts = Facts with { BirthDate = new(1980, 1, 1) } }], Complete(Named("1"), Staff("1", FeedFacts.BirthDate, born: new(1981, 1, 1))))
            .Lines.Should().ContainSingle().Which.Kind.Should().Be(PlanKind.Create);

    [Fact]
    public void A_delegated_person_who_was_recognised_follows_the_feed_under_their_own_key()
    {
        var known = Delegated("INTERNE$1") with { FeedKey = new("AC-ROUEN$1") };
        var line = PlanOf([known], Complete(Named("AC-ROUEN$1", surname: "Petit"))).Lines.Should().ContainSingle().Subject;
        (line.Kind, line.Key, line.After!.Login).Should().Be((PlanKind.Change, known.Key, known.Login));
    }

    [Fact]
    public void Two_people_with_one_numen_are_both_told_and_the_newcomer_does_not_get_it()
    {
        var holder = Active("1") with { Facts = Facts with { Numen = FirstNumen } };
        var lines = PlanOf([holder], Complete(Named("1"), Named("2"), Staff("2", FeedFacts.Numen, numen: FirstNumen))).Lines.ToList();
        lines.Select(line => (line.Key.Value, line.Reason, string.Join(',', line.Others))).Should().Equal(
            ("1", PlanReason.NumenShared, "2"), ("2", PlanReason.NumenShared, "1"), ("2", PlanReason.NewInFeed, ""));
        lines[2].After!.Facts.Numen.Should().BeNull();
    }

    [Fact]
    public void A_numen_may_pass_from_one_person_to_another()
    {
        var known = new[] { Active("1") with { Facts = Facts with { Numen = FirstNumen } }, Active("2") };
        PlanOf(known, Complete(Named("1"), Named("2"), Staff("1", FeedFacts.Numen), Staff("2", FeedFacts.Numen, numen: FirstNumen))).Lines
            .Select(line => line.After?.Facts.Numen).Should().Equal(null, FirstNumen);
    }

    [Fact]
    public void A_key_said_twice_with_different_facts_is_a_conflict_and_with_the_same_none()
    {
        PlanOf([Active("1")], Complete(Named("1", surname: "Petit"), Named("1", surname: "Grand"))).Lines
            .Should().ContainSingle().Which.Reason.Should().Be(PlanReason.KeySaidTwice);
        PlanOf([Active("1")], Complete(Named("1"), Named("1"))).Lines.Should().BeEmpty();
    }

    [Fact]
    public void Two_people_known_under_one_key_are_a_conflict()
    {
        var twin = Delegated("INTERNE$1") with { FeedKey = new("1") };
        var line = PlanOf([twin, Active("1")], Complete(Named("1", surname: "Petit"))).Lines.Should().ContainSingle().Subject;
        (line.Reason, line.Key.Value, string.Join(',', line.Others)).Should().Be((PlanReason.KeyClash, "1", "INTERNE$1"));
    }

    [Theory]
    [InlineData(50, 1, false)]
    [InlineData(50, 2, true)]
    [InlineData(49, 1, true)]
    public void Closing_more_than_two_in_a_hundred_needs_a_confirmation(int people, int absent, bool asks)
    {
        var known = Enumerable.Range(0, people).Select(index => Active($"{index}")).ToArray();
        var plan = PlanOf(known, Complete([.. Enumerable.Range(absent, people - absent).Select(index => Named($"{index}"))]), rules: new PlanRules());
        plan.Summary.Confirmations.Should().Equal(asks ? [new ConfirmationNeeded.ManyAccountsClose(absent, people)] : Array.Empty<ConfirmationNeeded>());
    }

    [Fact]
    public void Emptying_a_school_needs_a_confirmation_by_moves_too()
    {
        var plan = PlanOf([Active("1"), Active("2")], Complete(Named("1", school: Merle)));
        plan.Summary.Confirmations.Should().Equal(new ConfirmationNeeded.EstablishmentEmpties(Corbeau, 2));
    }

    [Fact]
    public void A_departure_that_was_confirmed_when_it_was_planned_is_not_asked_again_on_its_day() =>
        PlanOf([Leaving("1", DepartureReason.AbsentFromCompleteFeed, Today)], Complete(), rules: new PlanRules()).Summary.Confirmations.Should().BeEmpty();

    private static PersonFacts Facts => new() { Surname = "Durand", GivenName = "Zoé", MainEstablishment = Corbeau };

    private static KnownPerson Active(string key) => new()
    {
        Key = new(key),
        FeedKey = new(key),
        Login = Login.Parse("zdurand1"),
        Address = MailAddress.Parse("zoe.durand@ac-rouen.fr"),
        State = AccountState.Active,
        Facts = Facts,
    };

    private static KnownPerson Delegated(string key) => Active(key) with { FeedKey = null };

    private static KnownPerson Leaving(string key, DepartureReason reason, DateOnly day) => Active(key) with { Departure = new Departure(reason, day) };

    private static Posting In(Rne school, string? discipline) => new(school, "ENS", "ENSEIGNEMENT", discipline, discipline);

    private static FeedRecord.PersonSaid Named(string key, string surname = "Durand", Rne? school = null, IReadOnlyList<Posting>? postings = null) => new(
        new FeedPerson { Key = new(key), Surname = surname, GivenName = "Zoé", MainEstablishment = school ?? Corbeau, Postings = postings ?? [] }, new FeedPlace("people.xml", 7));

    private static FeedRecord.StaffSaid Staff(string key, FeedFacts said, Numen? numen = null, DateOnly? start = null, DateOnly? end = null, DateOnly? born = null) => new(
        new FeedStaffFacts { Key = new(key), Said = said, Numen = numen, Start = start, End = end, BirthDate = born }, new FeedPlace("staff.csv", 2));

    /// <summary>A complete feed that describes one school.</summary>
    private static FeedContent Complete(params FeedRecord[] records) => Read(FeedKind.Complete, records);

    private static FeedContent Delta(params FeedRecord[] records) => Read(FeedKind.Delta, records);

    private static FeedContent Read(FeedKind kind, FeedRecord[] records)
    {
        var feed = new FeedContent();
        feed.Add(new FeedRecord.FileOpened(new FeedHeader("people.xml", kind, "021", "2D", Today)));
        feed.Add(new FeedRecord.EstablishmentSaid(new FeedEstablishment(new("43"), new Establishment(Corbeau, "Collège du Corbeau", "CLG", "340", "PU", "Rouen")), default));
        foreach (var record in records)
            feed.Add(record);
        return feed;
    }

    private static Plan PlanOf(KnownPerson[] known, FeedContent feed, PlanRules? rules = null, DateOnly? today = null, bool isReadToEnd = true)
    {
        var people = new KnownPeople();
        foreach (var person in known)
            people.Add(person);
        if (isReadToEnd)
            feed.MarkReadToEnd();
        return Plan.Of(people, feed, rules ?? Calm, today ?? Today);
    }
}
