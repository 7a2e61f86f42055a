using System.Diagnostics;
using System.Globalization;
using System.Net;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Benchmarks;

/// <summary>Opens pages one after the other and tells how long they took, and the CPU that browser and provider spent, which are one process.</summary>
internal static class PageTimes
{
    private const int Warming = 60;
    private const int Measured = 300;

    /// <param name="path">Of the page to open in each turn.</param>
    public static Task TellAsync(string name, PlainBrowser browser, Func<int, string> path) => TellAsync(name, async turn =>
    {
        var page = await browser.GetAsync(path(turn));
        return page.Status == HttpStatusCode.OK ? null : $"{page.Status} for {path(turn)}";
    });

    /// <param name="act">What is measured in each turn; not null where it went wrong.</param>
    /// <param name="prepare">Done before each turn, and not measured.</param>
    public static async Task TellAsync(string name, Func<int, Task<string?>> act, Func<int, Task>? prepare = null)
    {
        var times = new List<double>(Measured);
        var cpu = TimeSpan.Zero;
        for (var turn = 0; turn < Warming + Measured; turn++)
        {
            await (prepare?.Invoke(turn) ?? Task.CompletedTask);
            if (turn == Warming)
                times.Clear();
            var (before, clock) = (CpuOfThis(), Stopwatch.StartNew());
            if (await act(turn) is { } wrong)
                throw new InvalidOperationException(wrong);
            times.Add(clock.Elapsed.TotalMilliseconds);
            cpu += turn < Warming ? TimeSpan.Zero : CpuOfThis() - before;
        }

        var spent = cpu.TotalMilliseconds / Measured;
        times.Sort();
        Tell($"{name,-28} p50 {times[Measured / 2],6:F1} ms   p95 {times[Measured * 95 / 100],6:F1} ms   p99 {times[Measured * 99 / 100],6:F1} ms   longest {times[^1],6:F1} ms   CPU {spent,6:F1} ms");
    }

    public static TimeSpan CpuOfThis()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    public static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
