using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Benchmarks;

/// <summary>A school is a print: its letters of first access, with their QR codes, behind their hand-over sheet. As many are printed at once as there are cores.</summary>
internal static class LettersBenchmark
{
    private const int LettersOfASchool = 66;
    private const int SingleLetters = 200;

    public static Task<int> RunAsync(int letters, CancellationToken cancellationToken)
    {
        using var process = Process.GetCurrentProcess();
        var printer = LetterPrinters.Open();
        var clock = Stopwatch.StartNew();
        printer.Print(null, [FictionalLetters.Make(0)]);
        Tell("the first letter of a process", 1, clock.Elapsed, TimeSpan.Zero, 0);

        clock.Restart();
        var worst = TimeSpan.Zero;
        for (var number = 0; number < SingleLetters; number++)
        {
            var begun = clock.Elapsed;
            printer.Print(null, [FictionalLetters.Make(number)]);
            worst = clock.Elapsed - begun > worst ? clock.Elapsed - begun : worst;
        }

        Tell("one letter by itself, mean", 1, clock.Elapsed / SingleLetters, TimeSpan.Zero, 0);
        Tell("one letter by itself, worst", 1, worst, TimeSpan.Zero, 0);

        var cpu = process.TotalProcessorTime;
        var bytes = 0L;
        clock.Restart();
        Parallel.For(0, letters / LettersOfASchool, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, school =>
        {
            var batch = Enumerable.Range(school * LettersOfASchool, LettersOfASchool).Select(number => FictionalLetters.Make(number)).ToList();
            Interlocked.Add(ref bytes, printer.Print(FictionalLetters.Sheet(batch), batch).Length);
        });
        var elapsed = clock.Elapsed;
        process.Refresh();
        Tell("schools of 66 letters", letters / LettersOfASchool * LettersOfASchool, elapsed, process.TotalProcessorTime - cpu, bytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {process.PeakWorkingSet64 / 1048576.0:F0} MiB"));
        return Task.FromResult(0);
    }

    private static void Tell(string name, int letters, TimeSpan elapsed, TimeSpan cpu, long bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-32}{letters,8} letters {elapsed.TotalSeconds,10:F3} s {cpu.TotalSeconds,10:F1} s CPU {bytes / 1024.0 / letters,8:F1} KiB a letter"));
}
