using System.Diagnostics;

namespace AcRouenIdentity.Benchmarks;

/// <summary>How much was done, in how long, at which cost to one process.</summary>
internal sealed record Measure(string Name, long Operations, TimeSpan Elapsed, TimeSpan Cpu)
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
    public static Task<Measure> CountAsync(string name, Process process, int workers, int operations, Func<int, Task> operation) =>
        TakeAsync(name, process, async () =>
        {
            var left = operations;
            await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                    await operation(worker);
            })));
            return operations;
        });

    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name,-78}{PerSecond,10:F0} /s {CpuMilliseconds,10:F3} ms CPU");

    private static async Task<Measure> TakeAsync(string name, Process process, Func<Task<long>> work)
    {
        process.Refresh();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var operations = await work();
        var elapsed = clock.Elapsed;
        process.Refresh();
        return new Measure(name, operations, elapsed, process.TotalProcessorTime - cpu);
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
