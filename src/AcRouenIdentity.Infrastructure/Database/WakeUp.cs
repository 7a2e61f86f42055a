namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>What a hosted service sleeps on between two looks at its table: a call from this process, or time.</summary>
public class WakeUp : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);
    private readonly Lock gate = new();

    /// <summary>Calls are not counted: many before it wakes are one.</summary>
    public void Raise()
    {
        lock (gate)
            if (raised.CurrentCount == 0)
                raised.Release();
    }

    /// <summary>Completes at the next call, or after that time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeout = Task.Delay(atMost, clock, done.Token);
        await Task.WhenAny(raised.WaitAsync(done.Token), timeout);
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        raised.Dispose();
        GC.SuppressFinalize(this);
    }
}
