using System.Diagnostics;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Directory.Index;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Benchmarks;

/// <summary>
/// Searches in the directory of people as a browser makes them: session, count of searches, index, look-up in the database and page are in every figure. The browser is in the same process, so its work is in
/// the CPU time as well.
/// </summary>
internal sealed class DirectorySearchBenchmark(ProviderHost host, int people)
{
    private const int Seed = 2026;
    private const int PeopleOfASchool = 66;
    private const int RowsOfASave = 5_000;
    private static readonly string[] Syllables = ["ac", "al", "an", "ard", "aud", "eau", "el", "et", "ier", "in", "is", "oc", "ol", "on", "ot", "ou", "ric", "ron", "ud", "val"];

    private readonly FictionalPerson[] everybody = [.. new FeedGenerator(Seed, people, Math.Max(1, people / PeopleOfASchool)) { FirstDegreePercent = 40 }.PeopleOf(0)];

    public static async Task<int> RunAsync(DatabaseProvider provider, int people, CancellationToken cancellationToken)
    {
        await using var server = new Lease();
        var settings = new Dictionary<string, string?>
        {
            ["Colleagues:Searches"] = "10000",
            ["Colleagues:SearchesADay"] = "100000",
        };
        if (provider == DatabaseProvider.PostgreSql)
        {
            settings["Database:Provider"] = "PostgreSql";
            // Tests keep no connection open; a provider does, and pays for its signing in once.
            settings["Database:ConnectionString"] = (await server.Server.CreateDatabaseAsync()).Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal);
            settings["Database:PasswordFile"] = server.Server.PasswordFile;
        }

        await using var host = await ProviderHost.StartAsync(settings);
        Console.WriteLine($"{people} people, {provider}");
        await new DirectorySearchBenchmark(host, people).RunAsync(cancellationToken);
        return 0;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        await host.RestartAsync();
        await MeasureIndexAsync(cancellationToken);
        using var browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        await TellAsync("the page, nothing asked", browser, _ => "");
        await TellAsync("given name and surname", browser, person => $"?q={Escaped($"{person.GivenName} {SurnameOf(person)}")}");
        await TellAsync("without accents, capitals", browser, person => $"?q={Escaped(SearchText.Fold($"{SurnameOf(person)} {person.GivenName}").ToUpperInvariant())}");
        await TellAsync("two letters swapped", browser, person => $"?q={Escaped($"{Misspelt(SurnameOf(person))} {person.GivenName}")}");
        await TellAsync("surname misspelt twice", browser, person => $"?q={Escaped(Misspelt(Misspelt(SurnameOf(person) + "x")))}");
        await TellAsync("three letters", browser, person => $"?q={Escaped(SurnameOf(person)[..Math.Min(3, SurnameOf(person).Length)])}");
        await TellAsync("a frequent given name", browser, _ => "?q=marie");
        await TellAsync("by school", browser, person => $"?ecole={Escaped(person.School.Name)}");
        await TellAsync("name and school in one box", browser, person => $"?q={Escaped($"{SurnameOf(person)} {person.School.Name}")}");
        await TellAsync("by discipline", browser, person => $"?q={Escaped(person.Function.DisciplineLabel ?? person.Function.Label)}");
        await TellAsync("name, by discipline", browser, person => $"?q={Escaped(person.GivenName)}&discipline={person.Function.DisciplineCode}");
        await TellAsync("hopeless", browser, person => $"?q={Escaped($"xqzvw{person.Number % 97} kjhgfdsq wxcvbnhjk")}");
    }

    private async Task MeasureIndexAsync(CancellationToken cancellationToken)
    {
        await host.Services.GetRequiredService<IndexKeeper>().RefreshAsync(cancellationToken);
        using var other = new IndexKeeper(host.Services.GetRequiredService<IServiceScopeFactory>(), host.Clock);
        var before = MemoryInUse();
        var (clock, cpu) = (Stopwatch.StartNew(), PageTimes.CpuOfThis());
        await other.RefreshAsync(cancellationToken);
        var (seconds, spent) = (clock.Elapsed, PageTimes.CpuOfThis() - cpu);
        var bytes = MemoryInUse() - before;
        PageTimes.Tell($"index: {bytes / 1024.0 / 1024.0:F1} MiB, {bytes / 1024.0 / people:F2} KiB a person; read and made in {seconds.TotalMilliseconds:F0} ms, {spent.TotalMilliseconds:F0} ms CPU");
        clock.Restart();
        await other.RefreshAsync(cancellationToken);
        PageTimes.Tell($"look for changes, none: {clock.Elapsed.TotalMilliseconds:F1} ms");
        GC.KeepAlive(other);
    }

    private Task TellAsync(string name, PlainBrowser browser, Func<FictionalPerson, string> query) => PageTimes.TellAsync(name, browser, turn => $"/annuaire{query(Someone(turn))}");

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        foreach (var school in everybody.Select(person => person.School).DistinctBy(school => school.Uai))
            host.Directory.Put(new Establishment(Rne.Parse(school.Uai), school.Name, school.TypeCode, school.TypeCode, "PU", school.Town));
        var records = host.Services.GetRequiredService<PersonRecords>();
        foreach (var some in everybody.Chunk(RowsOfASave))
        {
            await host.AskAsync<IdentityDb, int>(db =>
            {
                db.AddRange(some.Select(person => RecordOf(records, person)));
                return db.SaveChangesAsync(cancellationToken);
            });
        }
    }

    private PersonRecord RecordOf(PersonRecords records, FictionalPerson person) => records.New(
        new KnownPerson
        {
            Key = person.Key,
            FeedKey = person.Key,
            Address = MailAddress.Parse($"personne.{person.Number}@ac-rouen.fr"),
            State = AccountState.Active,
            Facts = new PersonFacts { GivenName = person.GivenName, Surname = SurnameOf(person), MainEstablishment = Rne.Parse(person.School.Uai), Postings = PostingsOf(person) },
        },
        host.Clock.GetUtcNow());

    private static Posting[] PostingsOf(FictionalPerson person) => [.. new[] { person.School, person.SecondSchool }.OfType<FictionalEstablishment>()
        .Select(school => new Posting(Rne.Parse(school.Uai), person.Function.Code, person.Function.Label, person.Function.DisciplineCode, person.Function.DisciplineLabel))];

    /// <summary>The generator has few surnames, and a search for mistakes looks at each: two of three people get one of their own.</summary>
    private static string SurnameOf(FictionalPerson person) => person.Number % 3 == 0
        ? person.Surname
        : $"{person.Surname}{Syllables[person.Number % Syllables.Length]}{Syllables[person.Number / Syllables.Length % Syllables.Length]}";

    private FictionalPerson Someone(int turn) => everybody[(int)((turn * 7919L) % everybody.Length)];

    private static string Misspelt(string name) => name.Length < 4 ? name : $"{name[..2]}{name[3]}{name[2]}{name[4..]}";

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private static long MemoryInUse()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class Lease : IAsyncDisposable
    {
        public PostgreSql Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
