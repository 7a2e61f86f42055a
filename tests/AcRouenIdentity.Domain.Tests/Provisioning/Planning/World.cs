using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Planning;

/// <summary>A small académie and one reading of its feeds: few keys, schools and NUMEN, so that everything meets.</summary>
public sealed record World(FeedKind Kind, KnownPerson[] Known, FeedRecord[] Establishments, FeedRecord[] People, FeedRecord[] Staff, BeforeServiceStarts BeforeStart)
{
    public static readonly DateOnly Today = new(2026, 9, 1);

    public PlanRules Rules => new() { DaysOfGrace = 10, BeforeServiceStarts = BeforeStart };

    public Plan Plan() => PlanOf(Known, People, Staff);

    public Plan PlanOf(IEnumerable<KnownPerson> known, IEnumerable<FeedRecord> people, IEnumerable<FeedRecord> staff)
    {
        var feed = FeedOf(people, staff);
        feed.MarkReadToEnd();
        return PlanOf(known, feed);
    }

    public Plan PlanOf(IEnumerable<KnownPerson> known, FeedContent feed)
    {
        var packed = new KnownPeople();
        foreach (var person in known)
            packed.Add(person);
        return Domain.Provisioning.Planning.Plan.Of(packed, feed, Rules, Today);
    }

    public FeedContent FeedOf(IEnumerable<FeedRecord> people, IEnumerable<FeedRecord> staff)
    {
        var feed = new FeedContent();
        feed.Add(new FeedRecord.FileOpened(new FeedHeader("people.xml", Kind, "021", "2D", Today)));
        foreach (var record in Establishments.Concat(people))
            feed.Add(record);
        feed.Add(new FeedRecord.FileOpened(new FeedHeader("staff.csv", FeedKind.Staff, null, null, null)));
        foreach (var record in staff)
            feed.Add(record);
        return feed;
    }

    /// <summary>Everybody as the plan would have them.</summary>
    public static KnownPerson[] Applied(IEnumerable<KnownPerson> known, Plan plan)
    {
        var people = known.ToDictionary(person => person.Key);
        foreach (var after in plan.Lines.Select(line => line.After).OfType<KnownPerson>())
            people[after.Key] = after;
        return [.. people.Values];
    }

    /// <summary>Everything of a line but its place, which the order of a feed may change.</summary>
    public static string Text(PlanLine line) => string.Create(CultureInfo.InvariantCulture,
        $"{line.Kind} {line.Reason} {line.Key} [{line.Changed}] with {string.Join(',', line.Others)}: {Text(line.Before)} -> {Text(line.After)}");

    private static string Text(KnownPerson? person) => person is null ? "nobody" : string.Create(CultureInfo.InvariantCulture,
        $"{person.Key}/{person.FeedKey} {person.Login} {person.Address} {person.State} from {person.ClosedFrom} by {person.SuspendedBy} {person.Departure} {Text(person.Facts)}");

    private static string Text(PersonFacts facts) => string.Create(CultureInfo.InvariantCulture,
        $"{facts with { OtherGivenNames = [], Postings = [] }} {facts.Numen?.Reveal()} {string.Join(',', facts.OtherGivenNames)} {string.Join(',', facts.Postings)}");
}

public static class Worlds
{
    private static readonly Rne[] Schools = [Rne.Parse("0769001W"), Rne.Parse("0769002X"), Rne.Parse("0279001M")];
    private static readonly Numen[] Numens = [Numen.Parse("21E0501234ABC"), Numen.Parse("21E0601234ABC"), Numen.Parse("21G0701234ABC")];
    private static readonly DateOnly[] Days = [new(2026, 1, 1), new(2026, 8, 25), new(2026, 8, 31), World.Today, new(2026, 9, 2), new(2027, 8, 31)];

    private static Gen<Posting> Posting =>
        from school in Gen.Elements(Schools)
        from code in Gen.Elements("ENS", "DIR")
        from discipline in Gen.Elements<string?>(null, "L1300")
        select new Posting(school, code, code, discipline, discipline);

    private static Gen<PersonFacts> Facts =>
        from surname in Gen.Elements("Durand", "Lefèvre")
        from givenName in Gen.Elements("Zoé", "Paul")
        from others in Gen.Elements("Marie", "Jean").ListOf()
        from birthName in OrNull(Gen.Elements("Durand", "Petit"))
        from birthDate in OrNull(Gen.Elements(new DateOnly(1979, 4, 12), new DateOnly(1980, 2, 29)).Select(date => (DateOnly?)date))
        from civility in Gen.Elements<Civility?>(null, Civility.Madame, Civility.Monsieur)
        from main in Gen.Elements(Schools)
        from postings in Posting.ListOf().Resize(2)
        from teacher in Gen.Elements<bool?>(null, true, false)
        from numen in OrNull(Gen.Elements(Numens).Select(numen => (Numen?)numen))
        from start in OrNull(Gen.Elements(Days).Select(day => (DateOnly?)day))
        from end in OrNull(Gen.Elements(Days).Select(day => (DateOnly?)day))
        from address in OrNull(Gen.Constant("1 rue des Essais\n76000 Rouen"))
        select new PersonFacts
        {
            Surname = surname,
            GivenName = givenName,
            OtherGivenNames = [.. others.Take(2)],
            BirthName = birthName,
            BirthDate = birthDate,
            Civility = civility,
            MainEstablishment = main,
            Postings = [.. postings.Take(2)],
            IsTeacher = teacher,
            Numen = numen,
            Start = start,
            End = end,
            PostalAddress = address,
        };

    public static Arbitrary<World> All() =>
        (from kind in Gen.Elements(FeedKind.Complete, FeedKind.Complete, FeedKind.Delta)
         from known in Each(6, Known)
         from delegated in Each(2, Delegated)
         from described in Gen.SubListOf(Schools)
         from people in Each(9, key => PersonRecord(kind, key))
         from again in Gen.Frequency((4, Gen.Constant<FeedRecord[]>([])), (1, Each(9, key => PersonRecord(kind, key))))
         from staff in Each(9, StaffRecord)
         from beforeStart in Gen.Elements(BeforeServiceStarts.KeepOpen, BeforeServiceStarts.Suspend)
         select new World(kind, WithOwnNumens([.. known, .. delegated]), [.. described.Select(Described)], [.. people, .. kind == FeedKind.Complete ? again : []], staff, beforeStart)).ToArbitrary();

    private static Gen<KnownPerson> Known(int key) =>
        from facts in Facts
        from state in Gen.Elements(AccountState.Active, AccountState.Active, AccountState.Active, AccountState.Announced, AccountState.Provisioned, AccountState.Suspended, AccountState.Departed, AccountState.Erased)
        from origin in Gen.Elements(SuspensionOrigin.Rectorat, SuspensionOrigin.Feed)
        from reason in Gen.Elements(DepartureReason.EndDatePassed, DepartureReason.AbsentFromCompleteFeed, DepartureReason.RemovedByDelta)
        from day in Gen.Elements(Days)
        from leaves in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new KnownPerson
        {
            Key = new($"AC-ROUEN${key}"),
            FeedKey = new($"AC-ROUEN${key}"),
            Login = Login.Parse($"agent{key}"),
            Address = MailAddress.Parse($"agent.{key}@ac-rouen.fr"),
            State = state,
            ClosedFrom = state is AccountState.Suspended or AccountState.Departed ? AccountState.Active : null,
            SuspendedBy = state == AccountState.Suspended ? origin : null,
            Departure = leaves || state == AccountState.Departed ? new Departure(reason, day) : null,
            Facts = facts,
        };

    private static Gen<KnownPerson> Delegated(int key) =>
        Known(key).Select(person => person with { Key = new($"INTERNE${key}"), FeedKey = null, Departure = null, Login = Login.Parse($"delegue{key}"), Address = MailAddress.Parse($"delegue.{key}@ac-rouen.fr") });

    private static Gen<FeedRecord> PersonRecord(FeedKind kind, int key)
    {
        var said = Facts.Select(facts => (FeedRecord)new FeedRecord.PersonSaid(Person(key, facts), new FeedPlace("people.xml", key + 1)));
        var changed = from facts in Facts
                      from what in Gen.Choose(1, 511)
                      select (FeedRecord)new FeedRecord.PersonChanged(Change(key, (FeedFacts)what, facts), new FeedPlace("people.xml", key + 1));
        var gone = Gen.Constant<FeedRecord>(new FeedRecord.PersonGone(new($"AC-ROUEN${key}"), new FeedPlace("people.xml", key + 1)));
        return kind == FeedKind.Complete ? said : Gen.OneOf(said, changed, gone);
    }

    private static Gen<FeedRecord> StaffRecord(int key) =>
        from facts in Facts
        from what in Gen.Elements(FeedFacts.Numen, FeedFacts.Numen | FeedFacts.Start | FeedFacts.End, FeedFacts.BirthDate | FeedFacts.BirthName | FeedFacts.PostalAddress)
        select (FeedRecord)new FeedRecord.StaffSaid(
            new FeedStaffFacts
            {
                Key = new($"AC-ROUEN${key}"),
                Said = what,
                Numen = facts.Numen,
                BirthName = facts.BirthName,
                BirthDate = facts.BirthDate,
                Start = facts.Start,
                End = facts.End,
                PostalAddress = facts.PostalAddress,
            },
            new FeedPlace("staff.csv", key + 1));

    private static FeedPerson Person(int key, PersonFacts facts) => new()
    {
        Key = new($"AC-ROUEN${key}"),
        Surname = facts.Surname,
        GivenName = facts.GivenName,
        OtherGivenNames = facts.OtherGivenNames,
        BirthName = facts.BirthName,
        BirthDate = facts.BirthDate,
        Civility = facts.Civility,
        MainEstablishment = facts.MainEstablishment!.Value,
        Postings = facts.Postings,
        IsTeacher = facts.IsTeacher,
    };

    private static FeedPersonChange Change(int key, FeedFacts said, PersonFacts facts) => new()
    {
        Key = new($"AC-ROUEN${key}"),
        Said = said,
        Surname = facts.Surname,
        GivenName = facts.GivenName,
        OtherGivenNames = facts.OtherGivenNames,
        BirthName = facts.BirthName,
        BirthDate = facts.BirthDate,
        Civility = facts.Civility,
        MainEstablishment = facts.MainEstablishment,
        Postings = facts.Postings,
        IsTeacher = facts.IsTeacher,
    };

    private static FeedRecord Described(Rne school) => new FeedRecord.EstablishmentSaid(
        new FeedEstablishment(new StructureKey($"AC-ROUEN${school}"), new Establishment(school, "Collège", "CLG", "340", "PU", "Rouen")), new FeedPlace("etab.xml", 1));

    /// <summary>At most one of each key up to <paramref name="count"/>.</summary>
    private static Gen<T[]> Each<T>(int count, Func<int, Gen<T>> of) =>
        Gen.SubListOf(Enumerable.Range(0, count)).SelectMany(keys => Gen.CollectToArray(keys.Select(of)));

    private static Gen<T?> OrNull<T>(Gen<T> values) => Gen.Frequency((2, values.Select(value => (T?)value)), (1, Gen.Constant(default(T?))));

    /// <summary>Nobody starts with the NUMEN of another.</summary>
    private static KnownPerson[] WithOwnNumens(KnownPerson[] people)
    {
        var held = new HashSet<Numen>();
        return [.. people.Select(person => person.Facts.Numen is { } numen && !held.Add(numen) ? person with { Facts = person.Facts with { Numen = null } } : person)];
    }
}
