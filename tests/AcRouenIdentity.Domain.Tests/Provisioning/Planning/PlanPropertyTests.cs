using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Planning;

public class PlanPropertyTests
{
    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 2000)]
    public void The_same_feed_again_changes_nothing(World world)
    {
        var plan = world.Plan();
        var applied = World.Applied(world.Known, plan);
        var again = world.PlanOf(applied, world.People, world.Staff);
        again.Lines.Where(line => line.Kind != PlanKind.Conflict).Select(World.Text).Should()
            .BeEmpty("the first plan was\n{0}\n", string.Join('\n', plan.Lines.Select(World.Text)));
        again.Summary.Confirmations.Should().BeEmpty();
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 1000)]
    public Property The_order_of_people_changes_nothing(World world) =>
        Prop.ForAll(Shuffled(world.Known), Shuffled(world.People), Shuffled(world.Staff), (known, people, staff) =>
        {
            // A delta may speak of somebody twice, and then its order counts; here it speaks once.
            var expected = world.Plan().Lines.Select(World.Text).ToList();
            return world.PlanOf(known, people, staff).Lines.Select(World.Text).SequenceEqual(expected);
        });

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 1000)]
    public void Nobody_is_absent_from_a_feed_that_is_cut_short_or_a_delta(World world)
    {
        var plan = world.PlanOf(world.Known, world.FeedOf(world.People, world.Staff));
        plan.Absence.Should().NotBe(AbsenceMeaning.Gone);
        plan.Lines.Where(line => line.Reason == PlanReason.AbsentFromCompleteFeed && line.Before!.Departure is null).Should().BeEmpty();
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 2000)]
    public void Nobody_loses_access_without_one_of_three_reasons(World world)
    {
        var named = world.People.OfType<FeedRecord.PersonSaid>().Select(record => record.Person.Key).ToHashSet();
        var removed = world.People.OfType<FeedRecord.PersonGone>().Select(record => record.Key).ToHashSet();
        var described = world.Establishments.OfType<FeedRecord.EstablishmentSaid>().Select(record => record.Establishment.Described.Rne).ToHashSet();

        foreach (var line in world.Plan().Lines.Where(line => line.Kind == PlanKind.Depart && line.Before!.Departure != line.After!.Departure))
        {
            var isOver = line.After!.Facts.End < World.Today;
            var isAbsent = world.Kind == FeedKind.Complete && !named.Contains(line.Key) && line.Before!.Facts.Establishments().All(described.Contains);
            (isOver || removed.Contains(line.Key) || isAbsent).Should().BeTrue(World.Text(line));
            (line.Before!.FeedKey is null && !isOver).Should().BeFalse("delegated people stay to their end date");
        }
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 2000)]
    public void Nobody_gets_the_numen_of_another(World world) =>
        World.Applied(world.Known, world.Plan()).Select(person => person.Facts.Numen).OfType<Numen>().Should().OnlyHaveUniqueItems();

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 1000)]
    public void A_suspension_by_the_rectorat_outlives_every_feed(World world)
    {
        var after = World.Applied(world.Known, world.Plan()).ToDictionary(person => person.Key);
        foreach (var suspended in world.Known.Where(person => person.SuspendedBy == SuspensionOrigin.Rectorat))
            after[suspended.Key].Should().Match<KnownPerson>(person => person.State == AccountState.Suspended && person.SuspendedBy == SuspensionOrigin.Rectorat);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 1000)]
    public void A_login_and_an_address_stay_whatever_happens(World world)
    {
        var after = World.Applied(world.Known, world.Plan()).ToDictionary(person => person.Key);
        foreach (var person in world.Known)
            (after[person.Key].Login, after[person.Key].Address).Should().Be((person.Login, person.Address));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 1000)]
    public void Every_line_differs_from_what_was_and_is_counted(World world)
    {
        var plan = world.Plan();
        foreach (var line in plan.Lines)
            (line.After is null).Should().Be(line.Kind == PlanKind.Conflict, World.Text(line));
        foreach (var line in plan.Lines.Where(line => line.Before is not null && line.After is not null))
            World.Text(line with { After = line.Before }).Should().NotBe(World.Text(line));
        plan.Summary.Lines.Should().BeEquivalentTo(plan.Lines.CountBy(line => line.Kind).ToDictionary());
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = 1000)]
    public void Everybody_new_in_the_feed_is_created_or_said_why_not(World world)
    {
        var plan = world.Plan();
        var known = world.Known.Select(person => person.Key).ToHashSet();
        var named = world.People.OfType<FeedRecord.PersonSaid>().Select(record => record.Person.Key).Where(key => !known.Contains(key)).Distinct().Count();
        var created = plan.Lines.Count(line => line.Kind == PlanKind.Create);
        var waiting = plan.Lines.Count(line => line.Before is null && line.Reason is PlanReason.ProbableDuplicate or PlanReason.KeySaidTwice);
        (created + waiting + plan.Summary.EndedBeforeCreation).Should().Be(named);
    }

    private static Arbitrary<T[]> Shuffled<T>(T[] items) => Gen.Shuffle(items).Select(shuffled => shuffled.ToArray()).ToArbitrary();
}
