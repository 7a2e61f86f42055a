using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AcRouenIdentity.Benchmarks;

/// <summary>How much was done, in how long, at which cost to one process.</summary>
/// <param name="Waits">Milliseconds that each operation took those who waited for it, in order; empty where nobody counted.</param>
internal sealed record Measure(string Name, long Operations, TimeSpan Elapsed, TimeSpan Cpu, IReadOnlyList<double> Waits)
{
    public double PerSecond => Operations / Elapsed.TotalSeconds;

    public double CpuMilliseconds => Cpu.TotalMilliseconds / Operations;

    /// <summary>Workers repeat an operation for a time, after a tenth of it to warm up.</summary>
    public static async Task<Measure> ForAsync(string name, Process process, int workers, TimeSpan time, Func<int, Task> operation)
    {
        await RepeatAsync(workers, time / 10, operation);
        return await TakeAsync(name, process, () => RepeatAsync(workers, time, operation));
    }

    /// <summary>Workers share a number of operations.</summary>
    public static async Task<Measure> CountAsync(string name, Process process, int workers, int operations, Func<int, Task> operation)
    {
        var waits = new ConcurrentBag<double>();
        var taken = await TakeAsync(name, process, async () =>
        {
            var left = operations;
            await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    var clock = Stopwatch.StartNew();
                    await operation(worker);
                    waits.Add(clock.Elapsed.TotalMilliseconds);
                }
            })));
            return operations;
        });
        return taken with { Waits = [.. waits.Order()] };
    }

    public override string ToString()
    {
        var figures = string.Create(CultureInfo.InvariantCulture, $"{Name,-58}{PerSecond,8:F0} /s {CpuMilliseconds,8:F3} ms CPU");
        return Waits.Count == 0 ? figures : figures + string.Create(CultureInfo.InvariantCulture, $"   p50 {At(50),6:F1}   p95 {At(95),6:F1}   p99 {At(99),6:F1} ms");
    }

    private double At(int percent) => Waits[Math.Min(Waits.Count - 1, Waits.Count * percent / 100)];

    private static async Task<Measure> TakeAsync(string name, Process process, Func<Task<long>> work)
    {
        process.Refresh();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var operations = await work();
        var elapsed = clock.Elapsed;
        process.Refresh();
        return new Measure(name, operations, elapsed, process.TotalProcessorTime - cpu, []);
    }

    private static async Task<long> RepeatAsync(int workers, TimeSpan time, Func<int, Task> operation)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var count = 0L;
            while (clock.Elapsed < time)
            {
                await operation(worker);
                count++;
            }

            return count;
        })));
        return counts.Sum();
    }
}
