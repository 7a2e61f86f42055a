using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Benchmarks;

/// <summary>The commands as an officer types them, each in a process of its own, on a private slapd and SQLite: the first day of an académie, the same feed again, and the next one.</summary>
internal sealed class ProvisioningBenchmark(MeasuredCommands commands, string folder)
{
    private const int Seed = 2026;
    private const int PeopleOfASchool = 66;

    public static async Task<int> RunAsync(int people, bool onlyPreview, bool noSync, string provider, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("acrouen-bench-");
        await using var slapd = noSync ? await Slapd.StartUnsyncedAsync() : await Slapd.StartAsync(DirectoryPreset.Academic);
        try
        {
            await new ProvisioningBenchmark(new MeasuredCommands(slapd, folder.FullName, provider), folder.FullName).RunAsync(new FeedGenerator(Seed, people, Math.Max(1, people / PeopleOfASchool)) { FirstDegreePercent = 40 }, onlyPreview, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private async Task RunAsync(FeedGenerator generator, bool onlyPreview, CancellationToken cancellationToken)
    {
        var (first, next) = (Write(generator, 0), Write(generator, 1));
        await TellAsync("preview of the first feed", ["provision", "preview", first, "--kind", "Conflict"], cancellationToken);
        if (onlyPreview)
            return;

        await TellAsync("first apply", ["provision", "apply", first], cancellationToken);
        await TellAsync("preview, unchanged", ["provision", "preview", first, "--kind", "Conflict"], cancellationToken);
        await TellAsync("apply, unchanged", ["provision", "apply", first], cancellationToken);
        await TellAsync("preview of the next feed", ["provision", "preview", next, "--kind", "Conflict"], cancellationToken);
        await TellAsync("apply the next feed", ["provision", "apply", next, "--confirm", "benchmark"], cancellationToken);
    }

    private string Write(FeedGenerator generator, int export)
    {
        var feeds = Path.Combine(folder, $"export-{export}");
        var writer = new FeedFilesWriter(generator, new FeedForm());
        writer.WriteFolder(feeds, export);
        writer.WriteStaff(Path.Combine(feeds, "rh.csv"), export);
        return feeds;
    }

    private async Task TellAsync(string name, string[] arguments, CancellationToken cancellationToken) => (await commands.RunAsync(arguments, cancellationToken)).Tell(name);
}
