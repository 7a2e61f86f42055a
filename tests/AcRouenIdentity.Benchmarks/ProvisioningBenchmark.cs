using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Benchmarks;

/// <summary>The commands as an officer types them, each in a process of its own, on a private slapd and SQLite: the first day of an académie, the same feed again, and the next one.</summary>
internal sealed class ProvisioningBenchmark(Slapd slapd, string folder)
{
    private const int Seed = 2026;
    private const int PeopleOfASchool = 66;

    public static async Task<int> RunAsync(int people, bool onlyPreview, bool noSync, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("acrouen-bench-");
        await using var slapd = noSync ? await Slapd.StartUnsyncedAsync() : await Slapd.StartAsync(DirectoryPreset.Academic);
        try
        {
            await new ProvisioningBenchmark(slapd, folder.FullName).RunAsync(new FeedGenerator(Seed, people, Math.Max(1, people / PeopleOfASchool)) { FirstDegreePercent = 40 }, onlyPreview, cancellationToken);
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

    private async Task TellAsync(string name, string[] arguments, CancellationToken cancellationToken)
    {
        var directoryBefore = CpuOf(slapd.ProcessId);
        var clock = Stopwatch.StartNew();
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(50))
            (peak, cpu) = Look(process, peak, cpu);

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28}{clock.Elapsed.TotalSeconds,8:F1} s {cpu.TotalSeconds,8:F1} s CPU {(CpuOf(slapd.ProcessId) - directoryBefore).TotalSeconds,8:F1} s CPU of slapd, peak {peak / 1048576.0,6:F0} MiB, exit {process.ExitCode}"));
        if (process.ExitCode > 1)
            Console.WriteLine($"{await output}{await errors}");
    }

    private static (long Peak, TimeSpan Cpu) Look(Process process, long peak, TimeSpan cpu)
    {
        try
        {
            process.Refresh();
            return (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return (peak, cpu);
        }
    }

    private static TimeSpan CpuOf(int process)
    {
        using var other = Process.GetProcessById(process);
        return other.TotalProcessorTime;
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AcRouenIdentity.Web.dll"), .. arguments, "--lang", "en"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Database__ConnectionString"] = $"Data Source={Path.Combine(folder, "identity.db")}";
        foreach (var setting in slapd.Settings)
            start.Environment[$"Directory__{setting.Key.Replace(":", "__", StringComparison.Ordinal)}"] = setting.Value;
        return Process.Start(start)!;
    }
}
