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
    public static async Task TellAsync(string name, PlainBrowser browser, Func<int, string> path)
    {
        for (var turn = 0; turn < Warming; turn++)
            await OpenAsync(browser, path(turn));

        var times = new List<double>(Measured);
        var cpu = CpuOfThis();
        for (var turn = 0; turn < Measured; turn++)
        {
            var clock = Stopwatch.StartNew();
            await OpenAsync(browser, path(Warming + turn));
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        var spent = (CpuOfThis() - cpu).TotalMilliseconds / Measured;
        times.Sort();
        Tell($"{name,-28} p50 {times[Measured / 2],6:F1} ms   p95 {times[Measured * 95 / 100],6:F1} ms   longest {times[^1],6:F1} ms   CPU {spent,6:F1} ms");
    }

    public static TimeSpan CpuOfThis()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    public static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static async Task OpenAsync(PlainBrowser browser, string path)
    {
        var page = await browser.GetAsync(path);
        if (page.Status != HttpStatusCode.OK)
            throw new InvalidOperationException($"{page.Status} for {path}");
    }
}
