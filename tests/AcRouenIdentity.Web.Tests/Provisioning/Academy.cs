using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;


namespace AcRouenIdentity.Web.Tests.Provisioning;

/// <summary>A fictional académie, its exports in a temporary folder, and the real host on a directory in memory that they fill.</summary>
internal sealed class Academy : IAsyncDisposable
{
    public const int People = 300;

    /// <summary>What the exports of tests close is more than two in a hundred.</summary>
    private static readonly Dictionary<string, string?> Lenient = new() { ["Provisioning:LargestShareClosed"] = "0.5" };

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-academy-");
    private readonly FeedFilesWriter writer;

    private Academy(ProviderHost host)
    {
        Host = host;
        Generator = new FeedGenerator(seed: 76, People, establishments: 12);
        writer = new FeedFilesWriter(Generator, new FeedForm());
    }

    public ProviderHost Host { get; }

    public FeedGenerator Generator { get; }

    public InMemoryDirectory Directory => Host.Directory;

    public SteppedClock Clock => Host.Clock;

    /// <param name="settings">None closes as many accounts as a feed says; an empty one stops as the product does.</param>
    public static async Task<Academy> OpenAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null) =>
        new(await ProviderHost.StartAsync(settings ?? Lenient, replace));

    /// <summary>A complete export, in a folder of its own.</summary>
    public string Export(int number)
    {
        var path = Path.Combine(folder.FullName, $"complete-{number}");
        writer.WriteFolder(path, number);
        return path;
    }

    public string Delta(int number)
    {
        var path = Path.Combine(folder.FullName, $"delta-{number}");
        writer.WriteDelta(path, number);
        return path;
    }

    /// <summary>The export, and the HR file beside it.</summary>
    public string ExportWithStaff(int number)
    {
        var path = Export(number);
        writer.WriteStaff(Path.Combine(path, "rh.csv"), number);
        return path;
    }

    public string Empty() => folder.CreateSubdirectory("empty").FullName;

    public async Task<Preview> PreviewAsync(string path) =>
        new(await Host.AskAsync<PlanMaking, MadePlan>(planning => planning.MakeAsync(path, new Silent(), default)));

    /// <summary>Applies, whatever would stop it, and gives the run as it ended.</summary>
    public async Task<ProvisioningRun> ApplyAsync(string path, Approval approval = Approval.Confirmed)
    {
        var opened = await Host.Services.GetRequiredService<RunOpening>().OpenAsync(path, "officer", default);
        return await WorkAsync(opened.Run!.Id, approval);
    }

    public async Task<ProvisioningRun> WorkAsync(int run, Approval approval)
    {
        await Host.Services.GetRequiredService<RunWork>().WorkAsync(run, approval, watcher: null, default);
        return (await FindRunAsync(run))!;
    }

    public Task<ProvisioningRun?> FindRunAsync(int id) => Host.Services.GetRequiredService<RunBook>().FindAsync(id, default);

    public Task<T> AskDatabaseAsync<T>(Func<IdentityDb, Task<T>> ask) => Host.AskAsync(ask);

    public Task<List<PersonChange>> HistoryOfAsync(DirectoryKey key) => AskDatabaseAsync(db =>
        db.PersonChanges.AsNoTracking().Where(change => change.DirectoryKey == key.Value).OrderBy(change => change.Id).ToListAsync());

    /// <summary>Lets the days pass, and accounts age with them.</summary>
    public async Task PassAsync(int days)
    {
        // No timer ticks through all these days one by one.
        Clock.AdjustTime(Clock.GetUtcNow().AddDays(days));
        await Host.AskAsync<AccountAging, bool>(async aging =>
        {
            await aging.AgeAsync(default);
            return true;
        });
    }

    public IReadOnlyList<FictionalPerson> Changed(int export, FictionalChangeKind kind) =>
        [.. Generator.ChangesUpTo(export).Where(change => change.Kind == kind).Select(change => change.Person)];

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private sealed class Silent : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
        }
    }
}
