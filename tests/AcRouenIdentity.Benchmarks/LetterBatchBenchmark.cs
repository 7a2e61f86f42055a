using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Benchmarks;

/// <summary>
/// A whole batch as <c>letters print run</c> makes it: secrets, their Argon2id, PDF, encryption and database, for people whom <c>provision apply</c> has just created. Beside it, what the hashing
/// alone costs on one core: nothing can be faster than that, divided by the cores.
/// </summary>
internal static class LetterBatchBenchmark
{
    private const int Seed = 2026;
    private const int PeopleOfASchool = 66;
    private const int Hashes = 200;
    private const int Academie = 60_000;

    public static async Task RunAsync(int letters, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("acrouen-bench-");
        await using var slapd = await Slapd.StartUnsyncedAsync();
        try
        {
            var commands = new MeasuredCommands(slapd, folder.FullName, AppContext.BaseDirectory);
            (await commands.RunAsync(["provision", "apply", WriteFeeds(folder.FullName, letters)], cancellationToken)).Tell("people of the batch");
            var cost = await commands.RunAsync(["letters", "print", "run", "1"], cancellationToken);
            cost.Tell($"batch of {letters} letters");
            if (cost.ExitCode == 0)
                Tell(letters, cost, HashCost());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string WriteFeeds(string folder, int people)
    {
        var feeds = Path.Combine(folder, "feeds");
        var writer = new FeedFilesWriter(new FeedGenerator(Seed, people, Math.Max(1, people / PeopleOfASchool)) { FirstDegreePercent = 40 }, new FeedForm());
        writer.WriteFolder(feeds, 0);
        writer.WriteStaff(Path.Combine(feeds, "rh.csv"), 0);
        return feeds;
    }

    /// <summary>CPU of one hash.</summary>
    private static TimeSpan HashCost()
    {
        var hash = new SlowHash(new SecretGenerator());
        hash.Of("the first one loads the library");
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var number = 0; number < Hashes; number++)
            hash.Of("ABCD-EFGH-JKMN");
        process.Refresh();
        return (process.TotalProcessorTime - before) / Hashes;
    }

    private static void Tell(int letters, CommandCost cost, TimeSpan hash)
    {
        var hashing = hash * letters;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Argon2id: {hash.TotalMilliseconds:F1} ms CPU a letter, {hashing.TotalSeconds:F1} s of {cost.Cpu.TotalSeconds:F1} s CPU ({hashing / cost.Cpu:P0}); at this pace {Academie} letters take {cost.Elapsed.TotalMinutes * Academie / letters:F1} min, "
            + $"{cost.Cpu.TotalMinutes * Academie / letters:F1} min CPU ({cost.Cpu.TotalMinutes * Academie / letters / Environment.ProcessorCount:F1} min of {Environment.ProcessorCount} cores that have nothing else to do)"));
    }
}
