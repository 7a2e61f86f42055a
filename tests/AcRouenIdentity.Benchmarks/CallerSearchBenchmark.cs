using System.Diagnostics;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Search;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Web.Features.HelpDesk.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Benchmarks;

/// <summary>Searches of the assistance as they are typed: the query, the reading and the ordering, without the page.</summary>
internal sealed class CallerSearchBenchmark(IServiceProvider services, int people)
{
    private const int Seed = 2026;
    private const int PeopleOfASchool = 66;
    private const int RowsOfASave = 5_000;
    private const int MostShown = 20;
    private static readonly string[] Syllables = ["ac", "al", "an", "ard", "aud", "eau", "el", "et", "ier", "in", "is", "oc", "ol", "on", "ot", "ou", "ric", "ron", "ud", "val"];

    private readonly List<FictionalPerson> some = [];

    public static async Task<int> RunAsync(DatabaseProvider provider, int people, CancellationToken cancellationToken)
    {
        var server = new PostgreSql();
        var folder = Directory.CreateTempSubdirectory("acrouen-search-");
        try
        {
            var settings = new Dictionary<string, string?>
            {
                ["Database:Provider"] = provider.ToString(),
                ["Database:ConnectionString"] = provider is DatabaseProvider.Sqlite
                    ? $"Data Source={Path.Combine(folder.FullName, "identity.db")}"
                    : (await server.CreateDatabaseAsync()).Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal),
                ["Database:PasswordFile"] = provider is DatabaseProvider.PostgreSql ? server.PasswordFile : null,
            };
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
            await using var services = new ServiceCollection().AddLogging().AddIdentityDatabase(configuration).BuildServiceProvider();
            Console.WriteLine($"{people} people, {provider}");
            await new CallerSearchBenchmark(services, people).RunAsync(cancellationToken);
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            await server.DisposeAsync();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        await TellAsync("surname as it is typed", Reach.Everywhere, (person, turn) => Beginning(SurnameOf(person), 2 + (turn % 6)));
        await TellAsync("two letters", Reach.Everywhere, (person, _) => Beginning(SurnameOf(person), 2));
        await TellAsync("three letters", Reach.Everywhere, (person, _) => Beginning(SurnameOf(person), 3));
        await TellAsync("surname, given name begun", Reach.Everywhere, (person, turn) => $"{SurnameOf(person)} {Beginning(person.GivenName, 1 + (turn % 4))}");
        await TellAsync("given name, surname begun", Reach.Everywhere, (person, turn) => $"{person.GivenName} {Beginning(SurnameOf(person), 1 + (turn % 4))}");
        await TellAsync("two letters of each", Reach.Everywhere, (person, _) => $"{Beginning(person.GivenName, 2)} {Beginning(SurnameOf(person), 2)}");
        await TellAsync("a frequent given name", Reach.Everywhere, (_, _) => "marie");
        await TellAsync("login", Reach.Everywhere, (person, _) => $"x{person.Number}");
        await TellAsync("address", Reach.Everywhere, (person, _) => AddressOf(person));
        await TellAsync("school", Reach.Everywhere, (person, _) => person.School.Name);
        await TellAsync("surname and school", Reach.Everywhere, (person, _) => $"{SurnameOf(person)} {person.School.Name}");
        await TellAsync("a kind of school", Reach.Everywhere, (person, turn) => turn % 2 == 0 ? "ecole" : "college");
        await TellAsync("surname begun, kind of school", Reach.Everywhere, (person, _) => $"{Beginning(SurnameOf(person), 3)} ecole");
        await TellAsync("UAI", Reach.Everywhere, (person, _) => person.School.Uai);
        await TellAsync("nobody", Reach.Everywhere, (person, _) => $"xqzvw{person.Number % 97} kjhgfdsq");
        await TellAsync("three letters, in a département", Reach.OfDepartement("027"), (person, _) => Beginning(SurnameOf(person), 3));
        await TellAsync("three letters, in a school", Reach.OfEstablishments([Rne.Parse(some[0].School.Uai)]), (person, _) => Beginning(SurnameOf(person), 3));
    }

    private Task TellAsync(string name, Reach reach, Func<FictionalPerson, int, string> text) => PageTimes.TellAsync(name, async turn =>
    {
        await using var scope = services.CreateAsyncScope();
        await new CallerSearch(scope.ServiceProvider.GetRequiredService<IdentityDb>(), new InMemoryDirectory())
            .FindAsync(text(some[(int)(turn * 7919L % some.Count)], turn), reach, MostShown, default);
        return null;
    });

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().BringUpToDateAsync(cancellationToken);
        var generator = new FeedGenerator(Seed, people, Math.Max(1, people / PeopleOfASchool)) { FirstDegreePercent = 40 };
        var clock = Stopwatch.StartNew();
        await WithDbAsync(db => db.NoteSchoolsAsync(generator.Establishments.Select(school => new Establishment(Rne.Parse(school.Uai), school.Name, school.TypeCode, school.TypeCode, "PU", school.Town)), cancellationToken));
        PageTimes.Tell($"schools noted in {clock.Elapsed.TotalSeconds:F1} s");
        clock.Restart();
        foreach (var chunk in generator.PeopleOf(0).Chunk(RowsOfASave))
        {
            some.AddRange(chunk.Where(person => person.Number % 17 == 0));
            await WithDbAsync(db =>
            {
                db.AddRange(chunk.Select(RecordOf));
                return db.SaveChangesAsync(cancellationToken);
            });
        }

        PageTimes.Tell($"people recorded in {clock.Elapsed.TotalSeconds:F1} s");
    }

    private async Task WithDbAsync(Func<IdentityDb, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    private static PersonRecord RecordOf(FictionalPerson person)
    {
        var (surname, address) = (SurnameOf(person), AddressOf(person));
        return new PersonRecord
        {
            DirectoryKey = person.Key.Value,
            FeedKey = person.Key.Value,
            Login = $"x{person.Number}",
            Address = address,
            GivenName = person.GivenName,
            Surname = surname,
            SearchText = SearchText.Of([person.GivenName, surname, $"x{person.Number}", address]),
            MainEstablishment = person.School.Uai,
            Establishments = PersonRecords.Joined(new[] { person.School, person.SecondSchool }.OfType<FictionalEstablishment>().Select(school => Rne.Parse(school.Uai))),
            State = AccountState.Active,
            Confidential = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
        };
    }

    private static string AddressOf(FictionalPerson person) => $"{SearchText.Fold(person.GivenName).Replace(' ', '-')}.{SearchText.Fold(SurnameOf(person)).Replace(' ', '-')}{person.Number}@ac-rouen.fr";

    /// <summary>The generator has few surnames: two of three people get one of their own.</summary>
    private static string SurnameOf(FictionalPerson person) => person.Number % 3 == 0
        ? person.Surname
        : $"{person.Surname}{Syllables[person.Number % Syllables.Length]}{Syllables[person.Number / Syllables.Length % Syllables.Length]}";

    private static string Beginning(string text, int letters) => text[..Math.Min(letters, text.Length)];
}
