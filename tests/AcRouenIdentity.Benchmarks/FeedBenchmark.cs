using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Benchmarks;

/// <summary>One school for 66 people, as in the académie. Making the files is told too: it bounds what a test may ask for.</summary>
internal static class FeedBenchmark
{
    private const int Seed = 2026;
    private const int PeopleOfASchool = 66;

    public static Task<int> RunAsync(int people, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("acrouen-bench-");
        try
        {
            Run(folder.FullName, people, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return Task.FromResult(0);
    }

    private static void Run(string folder, int people, CancellationToken cancellationToken)
    {
        var writer = new FeedFilesWriter(new FeedGenerator(Seed, people, Math.Max(1, people / PeopleOfASchool)) { FirstDegreePercent = 40 }, new FeedForm());
        var (files, archive, table) = (Path.Combine(folder, "files"), Path.Combine(folder, "ENT2DVA.20260901.tgz"), Path.Combine(folder, "staff.csv"));
        Tell("make the files", files, () => writer.WriteFolder(files, export: 0).Count);
        Tell("make the archive", archive, () => Made(() => writer.WriteTgz(archive, export: 0)));
        Tell("make the HR file", table, () => Made(() => writer.WriteStaff(table, export: 0)));
        cancellationToken.ThrowIfCancellationRequested();
        Tell("read the files", files, () => Read(files));
        Tell("read the archive", archive, () => Read(archive));
        Tell("read the HR file", table, () => Read(table));
    }

    private static int Made(Action make)
    {
        make();
        return 1;
    }

    private static int Read(string path) => new FeedReader(new FeedOptions()).Open([path], new Dictionary<StructureKey, Rne>()).Records.Count();

    private static void Tell(string name, string path, Func<int> work)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var count = work();
        var elapsed = clock.Elapsed;
        process.Refresh();
        var size = File.Exists(path) ? new FileInfo(path).Length : new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-18}{count,10} {elapsed.TotalSeconds,8:F2} s {(process.TotalProcessorTime - cpu).TotalSeconds,8:F2} s CPU {size / 1048576.0,8:F0} MiB of files, peak {process.PeakWorkingSet64 / 1048576.0:F0} MiB"));
    }
}
