namespace AcRouenIdentity.Testing.Hosts;

/// <summary>Waits for what a hosted service does on its own thread.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="TimeoutException">It never became true.</exception>
    public static async Task BeTrueAsync(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"Not true after {Patience.TotalSeconds} seconds.");
            await Task.Delay(50);
        }
    }
}
