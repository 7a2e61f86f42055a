using System.Diagnostics;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds;
using AcRouenIdentity.Testing.Feeds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

public sealed class FeedLimitsTests : IDisposable
{
    private readonly FeedDrop drop = new();

    public void Dispose() => drop.Dispose();

    [Fact]
    public void Progress_goes_from_nothing_to_all()
    {
        new FeedFilesWriter(new FeedGenerator(seed: 1, people: 3_000, establishments: 20), new FeedForm()).WriteTgz(drop.Path("ENT2DVA.20260901.tgz"), export: 0);
        var reading = new FeedReader(drop.Options).Open([drop.Folder], drop.EarlierStructures);
        reading.Progress.Should().Be(0);

        var seen = reading.Records.Select(_ => reading.Progress).ToList();

        seen.Should().BeInAscendingOrder();
        seen[^1].Should().BeInRange(0.6, 1);
    }

    [Fact]
    public void Bytes_changed_at_random_never_throw_and_never_make_a_person_without_key_or_place()
    {
        drop.WithPeople();
        var whole = System.Text.Encoding.UTF8.GetBytes(Xml.File([.. Enumerable.Range(1, 5).Select(number => Xml.Person($"{number}"))]));
        var random = new Random(20260901);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(2);)
        {
            drop.Write(FeedDrop.PeopleFile, Mutate(whole, random));

            var people = drop.Read().People().ToList();

            people.Where(person => person.Key.Value.Length == 0 || person.MainEstablishment == default || person.Surname.Length == 0).Should().BeEmpty();
        }
    }

    [Fact]
    public void Archives_and_tables_changed_at_random_never_throw()
    {
        drop.WriteTgz("a.tgz", FeedDrop.Entry(FeedDrop.EstablishmentsFile, Xml.File(Xml.School())), FeedDrop.Entry(FeedDrop.PeopleFile, Xml.File(Xml.Person())));
        var archive = File.ReadAllBytes(drop.Path("a.tgz"));
        var table = "JOINTURE;NUMEN;NOM_NAISSANCE\n1;21E0501234ABC;\"Léa\"\n2;;\"x\"\"y\"\n"u8.ToArray();
        var random = new Random(20260902);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(2);)
        {
            drop.Write("a.tgz", Mutate(archive, random));
            drop.Write("rh.csv", Mutate(table, random));

            drop.Read().Should().NotBeEmpty();
        }
    }

    [Theory]
    [InlineData("Feeds:Staff:Columns:Key", "", "Feeds:Staff:Columns:Key is empty*")]
    [InlineData("Feeds:Staff:Columns:Start", "date fin", "Feeds:Staff:Columns: 'date fin' is given to 2 facts.")]
    [InlineData("Feeds:Staff:Source", "ac rouen", "Feeds:Staff:Source: 'ac rouen' is not a source*")]
    [InlineData("Feeds:Aaf:Sources:05", "", "Feeds:Aaf:Sources:05: '' is not a source*")]
    [InlineData("Feeds:Limits:UnpackedRatio", "5000", "Feeds:Limits:UnpackedRatio must lie*")]
    [InlineData("Feeds:Limits:ValueLength", "0", "Feeds:Limits:ValueLength must lie*")]
    public void A_configuration_that_makes_no_sense_is_refused_at_start(string setting, string value, string message)
    {
        var asking = () => Options((setting, value));

        asking.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainMatch(message);
    }

    [Fact]
    public void A_configuration_that_says_nothing_reads_the_feeds_of_rouen()
    {
        var options = Options();

        options.Aaf.Sources.Should().Contain("21", "AC-ROUEN");
        options.Staff.Columns.Numen.Should().Be("NUMEN");
    }

    private static FeedOptions Options(params (string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Setting, pair => (string?)pair.Value)).Build();
        using var provider = new ServiceCollection().AddFeeds(configuration.GetSection(FeedOptions.Section)).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<FeedOptions>>().Value;
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var mutated = whole.ToArray();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(mutated.Length);
            mutated = random.Next(4) switch
            {
                0 => [.. mutated[..at], (byte)random.Next(256), .. mutated[at..]],
                1 when mutated.Length > 8 => [.. mutated[..at], .. mutated[Math.Min(mutated.Length, at + random.Next(1, 40))..], 0x20],
                2 => [.. mutated[..at], .. mutated[random.Next(mutated.Length)..]],
                _ => [.. mutated[..at], (byte)random.Next(256), .. mutated[(at + 1)..]],
            };
            if (mutated.Length == 0)
                return whole;
        }

        return mutated;
    }
}
