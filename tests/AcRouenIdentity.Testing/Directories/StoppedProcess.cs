using System.Globalization;

namespace AcRouenIdentity.Testing.Directories;

/// <summary>A process that was sent SIGSTOP goes on until each of its threads next enters or leaves the kernel: on a busy machine it may answer meanwhile.</summary>
public static class StoppedProcess
{
    /// <summary>Waits until every thread of it stands still.</summary>
    public static async Task AwaitAsync(int processId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!System.IO.Directory.GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task")).All(IsStopped))
            await Task.Delay(5, patience.Token);
    }

    /// <summary>Field 3 of proc(5) stat, after the name in brackets: T for a thread stopped by a signal.</summary>
    private static bool IsStopped(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "stat")).Split(") ")[^1].StartsWith('T');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
