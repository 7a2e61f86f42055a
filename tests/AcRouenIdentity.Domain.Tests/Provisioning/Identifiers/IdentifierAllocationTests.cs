using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Identifiers;

public class IdentifierAllocationTests
{
    private static readonly IdentifierRules Rouen = new("ac-rouen.fr", RefusedNames.Parse(reserved: ["recteur"], offensive: ["pute", "*salop*"]));

    [Fact]
    public void Homonyms_are_numbered_from_1_in_logins_and_from_2_in_addresses()
    {
        var given = Give(new Newcomer(new("1"), "Françoise", "Durand"), new Newcomer(new("2"), "François", "Durand"), new Newcomer(new("3"), "Françoise", "DURAND"));
        given.Select(one => one.Login.ToString()).Should().Equal("fdurand1", "fdurand2", "fdurand3");
        given.Select(one => one.Address.ToString()).Should()
            .Equal("francoise.durand@ac-rouen.fr", "francois.durand@ac-rouen.fr", "francoise.durand2@ac-rouen.fr");
    }

    [Theory]
    [InlineData("Marc", "Le Dupond", "mle-dupond1", "marc.le-dupond")]
    [InlineData("Jean-Noël", "d'Artagnan", "jdartagnan1", "jean-noel.dartagnan")]
    [InlineData("Œdipe", "Ó Súilleabháin", "oo-suilleabhain1", "oedipe.o-suilleabhain")]
    [InlineData("O", "Y", "oy1", "o.y")]
    [InlineData("Жанна", "Щукина", "zshchukina1", "zhanna.shchukina")]
    public void Identifiers_are_made_of_the_name(string givenName, string surname, string login, string localPart) =>
        GiveOne(givenName, surname).Should().Be((login, $"{localPart}@ac-rouen.fr", IdentifierRemarks.None));

    [Theory]
    [InlineData("", "Durand", "durand1", "durand", IdentifierRemarks.WithoutGivenName)]
    [InlineData(null, "Durand", "durand1", "durand", IdentifierRemarks.WithoutGivenName)]
    [InlineData("Zoé", " ", "zoe1", "zoe", IdentifierRemarks.WithoutSurname)]
    [InlineData("美咲", "Durand", "durand1", "durand", IdentifierRemarks.WithoutGivenName | IdentifierRemarks.LettersLeftOut)]
    [InlineData("محمد", "الحسن", "agent1", "agent.academique",
        IdentifierRemarks.WithoutGivenName | IdentifierRemarks.WithoutSurname | IdentifierRemarks.LettersLeftOut | IdentifierRemarks.Neutral)]
    public void Names_that_give_little_give_something_all_the_same(string? givenName, string? surname, string login, string localPart, IdentifierRemarks remarks) =>
        GiveOne(givenName, surname).Should().Be((login, $"{localPart}@ac-rouen.fr", remarks));

    [Theory]
    [InlineData("Paul", "Ute", "ute-p1", "paul.ute")]
    [InlineData("Ce", "Durand", "cdurand1", "c.durand")]
    [InlineData("René", "Oot", "oot-r1", "rene.oot")]
    [InlineData("", "Postmaster", "agent1", "agent.academique")]
    [InlineData("", "Recteur", "agent1", "agent.academique")]
    [InlineData("Jean", "Desalop", "agent1", "agent.academique")]
    [InlineData("Jean", "de Pute", "agent1", "agent.academique")]
    [InlineData("Claude", "Puteaux", "cputeaux1", "claude.puteaux")]
    [InlineData("Jean", "Contact", "jcontact1", "jean.contact")]
    public void A_reserved_or_offensive_name_gives_another_one(string givenName, string surname, string login, string localPart) =>
        GiveOne(givenName, surname).Should().Match<(string Login, string Address, IdentifierRemarks Remarks)>(one =>
            one.Login == login && one.Address == $"{localPart}@ac-rouen.fr");

    [Fact]
    public void A_refused_form_is_said_to_the_officer() =>
        GiveOne("Paul", "Ute").Remarks.Should().Be(IdentifierRemarks.UsualFormRefused);

    [Fact]
    public void A_long_name_is_cut_so_that_its_number_still_fits()
    {
        var newcomers = Enumerable.Range(0, 12).Select(index => new Newcomer(new($"{index:00}"), "Marie", "Rakotomalala Andriamanantena")).ToArray();
        var given = Give(newcomers);
        given[0].Login.ToString().Should().Be("mrakotomalala-andri1");
        given[11].Login.ToString().Should().Be("mrakotomalala-andr12");
        given.Should().OnlyContain(one => one.Remarks == IdentifierRemarks.Shortened);
    }

    [Fact]
    public void A_very_long_first_name_leaves_the_surname_whole() =>
        GiveOne("Maximilien-Alexandre-Barthélemy-Christophe-Théodore-Apollinaire", "Durand-Lefebvre").Address.Should()
            .EndWith(".durand-lefebvre@ac-rouen.fr").And.StartWith("maximilien-alexandre-barthelemy-").And.HaveLength("@ac-rouen.fr".Length + 64);

    [Fact]
    public void What_a_departed_person_had_is_never_given_again()
    {
        var allocation = new IdentifierAllocation(Rouen, new GivenIdentifiers(["FDurand1", "fdurand3"]), new GivenIdentifiers(["Francois.Durand@ac-rouen.fr"]));
        var given = allocation.Give([new Newcomer(new("1"), "François", "Durand"), new Newcomer(new("2"), "François", "Durand")]);
        given.Select(one => one.Login.ToString()).Should().Equal("fdurand2", "fdurand4");
        given.Select(one => one.Address.ToString()).Should().Equal("francois.durand2@ac-rouen.fr", "francois.durand3@ac-rouen.fr");
    }

    [Fact]
    public void Who_loses_a_reservation_to_another_run_gets_the_next_number()
    {
        var newcomer = new Newcomer(new("1"), "François", "Durand");
        var allocation = Empty();
        allocation.Give(newcomer).Login.Should().Be(Login.Parse("fdurand1"));
        allocation.GiveAnotherLogin(newcomer).Should().Be(Login.Parse("fdurand2"));
        allocation.GiveAnotherAddress(newcomer).Should().Be(MailAddress.Parse("francois.durand2@ac-rouen.fr"));
    }

    [Theory]
    [InlineData("ac rouen.fr")]
    [InlineData("")]
    [InlineData("rouen")]
    public void A_domain_that_no_address_can_have_is_refused_at_start(string domain) =>
        FluentActions.Invoking(() => new IdentifierRules(domain, RefusedNames.Standard)).Should().Throw<FormatException>();

    [Fact]
    public void Rules_that_leave_nothing_to_give_are_refused_at_start() =>
        FluentActions.Invoking(() => new IdentifierRules("ac-rouen.fr", RefusedNames.Parse([], ["agent"]))).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("**")]
    [InlineData("*mot")]
    [InlineData("mot*")]
    [InlineData("m*t")]
    [InlineData("***")]
    [InlineData("mot1")]
    [InlineData("été")]
    public void An_offensive_word_of_another_form_is_refused_at_start(string entry) =>
        FluentActions.Invoking(() => RefusedNames.Parse([], [entry])).Should().Throw<FormatException>().WithMessage($"*'{entry}'*");

    [Property(Arbitrary = [typeof(Names)], MaxTest = 300)]
    public void Nobody_gets_what_another_has_or_had(PersonName[] people, PersonName[] before)
    {
        var departed = Empty().Give(Newcomers(before));
        var logins = departed.Select(one => one.Login.ToString()).ToList();
        var addresses = departed.Select(one => one.Address.ToString()).ToList();
        var given = new IdentifierAllocation(Rouen, new GivenIdentifiers(logins), new GivenIdentifiers(addresses)).Give(Newcomers(people));

        logins.Concat(given.Select(one => one.Login.ToString())).Should().OnlyHaveUniqueItems();
        addresses.Concat(given.Select(one => one.Address.ToString())).Should().OnlyHaveUniqueItems();
    }

    [Property(Arbitrary = [typeof(Names)], MaxTest = 3000)]
    public void Everybody_gets_identifiers_of_the_agreed_form(PersonName person)
    {
        var (login, address, _) = GiveOne(person.GivenName, person.Surname);
        login.Should().MatchRegex(@"\A[a-z]+(?:-[a-z]+)*[1-9][0-9]*\z").And.Match(text => text.Length <= 20);
        address.Should().MatchRegex(@"\A[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)?@ac-rouen\.fr\z").And.Match(text => text.IndexOf('@') <= 64);
    }

    [Property(Arbitrary = [typeof(Names)], MaxTest = 3000)]
    public void Nobody_gets_a_refused_name(PersonName person)
    {
        var (login, address, _) = GiveOne(person.GivenName, person.Surname);
        var names = new[] { Regex.Replace(login, "[0-9]+$", ""), Regex.Replace(address, "[0-9]*@.*$", "") };
        names.Should().NotContain(name => name.StartsWith("ce.") || name == "postmaster" || name == "abuse" || name.Contains("salop"));
        names.SelectMany(name => name.Split('.', '-')).Should().NotContain("pute");
    }

    [Property(Arbitrary = [typeof(Names)], MaxTest = 300)]
    public bool The_order_in_which_people_come_changes_nothing(PersonName[] people)
    {
        var newcomers = Newcomers(people);
        var inOrder = Empty().Give(newcomers);
        var backwards = Empty().Give(newcomers.Reverse());
        var shuffled = Empty().Give(newcomers.OrderBy(one => one.Surname?.Length).ThenBy(one => one.GivenName, StringComparer.Ordinal));
        return inOrder.SequenceEqual(backwards) && inOrder.SequenceEqual(shuffled);
    }

    [Property(Arbitrary = [typeof(Names)], MaxTest = 300)]
    public Property Two_runs_at_once_end_without_collision(PersonName[] people) =>
        Prop.ForAll(Gen.Choose(0, 3).ArrayOf(Math.Max(1, people.Length * 2)).ToArbitrary(), turns =>
        {
            var newcomers = Newcomers(people);
            var reserved = new HashSet<string>();
            var runs = new[] { (Allocation: Empty(), Of: newcomers.Where((_, index) => index % 2 == 0)), (Allocation: Empty(), Of: newcomers.Where((_, index) => index % 2 == 1)) };
            // Both propose everything before either reserves anything; then they reserve in turns.
            var waiting = runs.SelectMany(run => run.Allocation.Give(run.Of).Select(one => (run.Allocation, Proposed: one))).ToList();
            for (var turn = 0; waiting.Count > 0; turn++)
            {
                var next = turns[turn % turns.Length] % waiting.Count;
                var (allocation, proposed) = waiting[next];
                waiting.RemoveAt(next);
                Reserve(proposed, newcomers.Single(one => one.Key == proposed.Key), allocation, reserved);
            }

            return reserved.Count == newcomers.Length * 2;
        });

    private static void Reserve(GivenIdentity proposed, Newcomer newcomer, IdentifierAllocation allocation, HashSet<string> reserved)
    {
        var login = proposed.Login;
        while (!reserved.Add(login.ToString()))
            login = allocation.GiveAnotherLogin(newcomer);
        var address = proposed.Address;
        while (!reserved.Add(address.ToString()))
            address = allocation.GiveAnotherAddress(newcomer);
    }

    private static IdentifierAllocation Empty() => new(Rouen, new GivenIdentifiers([]), new GivenIdentifiers([]));

    private static IReadOnlyList<GivenIdentity> Give(params Newcomer[] newcomers) => Empty().Give(newcomers);

    private static (string Login, string Address, IdentifierRemarks Remarks) GiveOne(string? givenName, string? surname)
    {
        var given = Empty().Give(new Newcomer(new("1"), givenName, surname));
        return (given.Login.ToString(), given.Address.ToString(), given.Remarks);
    }

    private static Newcomer[] Newcomers(PersonName[] people) =>
        [.. people.Select((person, index) => new Newcomer(new($"AC-ROUEN${index}"), person.GivenName, person.Surname))];
}
