using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AcRouenIdentity.Testing.Directories;

/// <summary>A server process of the tests, in the foreground, known by its own id: ready when its port answers.</summary>
public sealed class PrivateServer(ProcessStartInfo start, int port) : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTime = TimeSpan.FromMinutes(1);

    private Process? process;

    /// <summary>Of the running server.</summary>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server does not run.");

    public static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output}{await errors}");
    }

    public async Task StartAsync()
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync(process);
    }

    /// <summary>It does nothing any more; what it was at when the signal came is over.</summary>
    public async Task PauseAsync()
    {
        await SignalAsync("STOP");
        await StoppedProcess.AwaitAsync(ProcessId);
    }

    public Task ResumeAsync() => SignalAsync("CONT");

    public async Task StopAsync()
    {
        if (process is not { HasExited: false } running)
            return;

        await SignalAsync("CONT");
        await SignalAsync("TERM");
        using var patience = new CancellationTokenSource(StopTime);
        try
        {
            await running.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
    }

    private async Task ReadyAsync(Process running)
    {
        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (running.HasExited || clock.Elapsed > StartTime)
                throw new InvalidOperationException($"{start.FileName} did not start.");

            await Task.Delay(50);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Task SignalAsync(string signal) =>
        process is { HasExited: false } ? RunAsync(new ProcessStartInfo("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)])) : Task.CompletedTask;
}
