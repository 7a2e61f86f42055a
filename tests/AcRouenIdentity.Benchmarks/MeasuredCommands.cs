using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Benchmarks;

/// <summary>What a command cost the machine.</summary>
internal sealed record CommandCost(TimeSpan Elapsed, TimeSpan Cpu, TimeSpan DirectoryCpu, long PeakMemory, int ExitCode, string Output)
{
    public void Tell(string name)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28}{Elapsed.TotalSeconds,8:F1} s {Cpu.TotalSeconds,8:F1} s CPU {DirectoryCpu.TotalSeconds,8:F1} s CPU of slapd, peak {PeakMemory / 1048576.0,6:F0} MiB, exit {ExitCode}"));
        if (ExitCode > 1)
            Console.WriteLine(Output);
    }
}

/// <summary>Commands of the provider as an officer types them, each in a process of its own, on a private slapd and SQLite.</summary>
/// <param name="provider">Folder of the program that is measured.</param>
internal sealed class MeasuredCommands(Slapd slapd, string folder, string provider)
{
    public async Task<CommandCost> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var directoryBefore = CpuOf(slapd.ProcessId);
        var clock = Stopwatch.StartNew();
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(50))
            (peak, cpu) = Look(process, peak, cpu);
        return new CommandCost(clock.Elapsed, cpu, CpuOf(slapd.ProcessId) - directoryBefore, peak, process.ExitCode, await output + await errors);
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
        var start = new ProcessStartInfo("dotnet", [Path.Combine(provider, "AcRouenIdentity.Web.dll"), .. arguments, "--lang", "en"])
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
