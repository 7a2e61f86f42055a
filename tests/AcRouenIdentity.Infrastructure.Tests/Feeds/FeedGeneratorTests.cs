using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

/// <summary>What the generator makes is what the readers read: each is the other's witness.</summary>
public sealed class FeedGeneratorTests : IDisposable
{
    private readonly FeedDrop drop = new();

    public void Dispose() => drop.Dispose();

    [Theory]
    [InlineData(FeedFormEncoding.Utf8)]
    [InlineData(FeedFormEncoding.Latin9)]
    [InlineData(FeedFormEncoding.Undeclared)]
    [InlineData(FeedFormEncoding.Latin9Undeclared)]
    public void Everybody_of_a_generated_academie_is_read_as_they_were_made(FeedFormEncoding encoding)
    {
        var generator = new FeedGenerator(seed: 7, people: 2_000, establishments: 40) { FirstDegreePercent = 30 };
        new FeedFilesWriter(generator, new FeedForm { Encoding = encoding, PeoplePerFile = 600 }).WriteFolder(drop.Folder, export: 0);

        var records = drop.Read();

        records.Issues().Should().BeEmpty();
        records.Establishments().Select(establishment => establishment.Described.Rne.ToString()).Should().BeEquivalentTo(generator.Establishments.Select(made => made.Uai));
        records.People().Select(Summary).Order(StringComparer.Ordinal).Should().Equal(generator.PeopleOf(0).Select(Summary).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_tgz_and_a_zip_say_what_their_folder_says()
    {
        var writer = new FeedFilesWriter(new FeedGenerator(seed: 3, people: 300, establishments: 9), new FeedForm());
        var folder = drop.Path("folder");
        writer.WriteFolder(folder, export: 0);
        writer.WriteTgz(drop.Path("ENT2DVA.20260901.tgz"), export: 0);
        writer.WriteZip(drop.Path("ENT2DVA.20260901.zip"), export: 0);

        var expected = drop.Read(folder).People().Select(Summary).ToList();

        expected.Should().HaveCount(300);
        drop.Read(drop.Path("ENT2DVA.20260901.tgz")).People().Select(Summary).Should().Equal(expected);
        drop.Read(drop.Path("ENT2DVA.20260901.zip")).People().Select(Summary).Should().Equal(expected);
    }

    [Fact]
    public void A_delta_leads_from_one_export_to_the_next()
    {
        var generator = new FeedGenerator(seed: 11, people: 1_000, establishments: 20) { FirstDegreePercent = 30 };
        var writer = new FeedFilesWriter(generator, new FeedForm());
        writer.WriteFolder(drop.Path("0"), export: 0);
        writer.WriteDelta(drop.Path("1"), export: 1);
        var places = drop.Read(drop.Path("0")).Establishments().ToDictionary(establishment => establishment.Structure, establishment => establishment.Described.Rne);
        foreach (var (structure, rne) in places)
            drop.EarlierStructures.Add(structure, rne);

        var known = drop.Read(drop.Path("0")).People().ToDictionary(person => person.Key, person => person.MainEstablishment);
        foreach (var record in drop.Read(drop.Path("1")))
            Apply(record, known);

        known.Should().BeEquivalentTo(generator.PeopleOf(1).ToDictionary(person => person.Key, person => Rne.Parse(person.School.Uai)));
    }

    [Fact]
    public void The_hr_file_has_the_numen_of_all_but_a_few()
    {
        var generator = new FeedGenerator(seed: 5, people: 3_000, establishments: 30);
        new FeedFilesWriter(generator, new FeedForm()).WriteStaff(drop.Path("rh.csv"), export: 0);

        var records = drop.Read();

        records.Issues().Should().BeEmpty();
        records.Staff().Select(facts => (facts.Key, facts.Numen?.Reveal())).Should().Equal(generator.PeopleOf(0).Select(person => (person.Key, person.Numen)));
        records.Staff().Count(facts => facts.Numen is null).Should().BeInRange(10, 60);
    }

    [Fact]
    public void The_same_seed_makes_the_same_people_and_another_one_others()
    {
        var first = new FeedGenerator(seed: 1, people: 500, establishments: 10).PeopleOf(2).Select(Summary).ToList();

        new FeedGenerator(seed: 1, people: 500, establishments: 10).PeopleOf(2).Select(Summary).Should().Equal(first);
        new FeedGenerator(seed: 2, people: 500, establishments: 10).PeopleOf(2).Select(Summary).Should().NotEqual(first);
    }

    [Fact]
    public void People_leave_move_and_arrive_between_two_exports()
    {
        var generator = new FeedGenerator(seed: 9, people: 10_000, establishments: 150);

        var changes = generator.ChangesUpTo(1).GroupBy(change => change.Kind).ToDictionary(group => group.Key, group => group.Count());

        changes[FictionalChangeKind.Arrived].Should().Be(300);
        changes[FictionalChangeKind.Left].Should().BeInRange(230, 370);
        changes[FictionalChangeKind.Moved].Should().BeInRange(480, 680);
    }

    [Fact]
    public void Names_have_homonyms_compounds_particles_apostrophes_and_letters_from_elsewhere()
    {
        var names = new FeedGenerator(seed: 4, people: 5_000, establishments: 50).PeopleOf(0).Select(person => $"{person.GivenName} {person.Surname}").ToList();

        names.GroupBy(name => name).Count(group => group.Count() > 1).Should().BeGreaterThan(300);
        names.Should().Contain(name => name.Contains('-')).And.Contain(name => name.Contains('\'')).And.Contain(name => name.Contains("de ", StringComparison.OrdinalIgnoreCase));
        names.Should().Contain(name => name.Any(letter => letter > '\u0400'));
    }

    [Fact]
    public void The_letter_of_every_establishment_is_right_however_many_there_are()
    {
        var establishments = new FeedGenerator(seed: 4, people: 1, establishments: 60_000).Establishments.Select(made => Rne.Parse(made.Uai)).ToList();

        establishments.Where(rne => !rne.HasValidLetter).Should().BeEmpty();
        establishments.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_million_people_have_a_numen_each()
    {
        var numens = new FeedGenerator(seed: 4, people: 1_200_000, establishments: 10).PeopleOf(0).Where(person => person.Number % 100_003 < 40).Select(person => person.Numen).OfType<string>().ToList();

        numens.Should().OnlyHaveUniqueItems();
        numens.Where(numen => !Numen.TryParse(numen, out _)).Should().BeEmpty();
    }

    private static void Apply(FeedRecord record, Dictionary<DirectoryKey, Rne> known)
    {
        switch (record)
        {
            case FeedRecord.PersonSaid said:
                known.Add(said.Person.Key, said.Person.MainEstablishment);
                break;
            case FeedRecord.PersonChanged { Change: { MainEstablishment: { } rne } change }:
                known[change.Key] = rne;
                break;
            case FeedRecord.PersonGone gone:
                known.Remove(gone.Key).Should().BeTrue();
                break;
            case FeedRecord.FileOpened:
                break;
            default:
                throw new InvalidOperationException($"Unexpected: {record}");
        }
    }

    private static string Summary(FeedPerson person) =>
        $"{person.Key} {person.GivenName} {person.Surname} {person.BirthName} {person.BirthDate:O} {person.Civility} {person.MainEstablishment} "
        + string.Join(' ', person.Postings.Select(posting => $"{posting.Rne}/{posting.FunctionCode}/{posting.DisciplineCode}"));

    private static string Summary(FictionalPerson person)
    {
        var schools = person.SecondSchool is { } second && second.Uai != person.School.Uai ? new[] { person.School.Uai, second.Uai } : [person.School.Uai];
        var postings = person.Function.Code == "-" ? [] : schools.Select(school => $"{school}/{person.Function.Code}/{person.Function.DisciplineCode}");
        return $"{person.Key} {person.GivenName.Normalize()} {person.Surname.Normalize()} {person.BirthName.Normalize()} {person.BirthDate:O} {person.Civility} {person.School.Uai} {string.Join(' ', postings)}";
    }
}
