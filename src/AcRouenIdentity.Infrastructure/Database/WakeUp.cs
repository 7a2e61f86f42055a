using System.Threading.Channels;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>What a hosted service sleeps on between two looks at its table: a call from this process, or time.</summary>
/// <remarks>A wait that is given up takes no call with it: waiting and taking the call are two steps, and only whoever wakes takes it.</remarks>
public class WakeUp
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Calls are not counted: many before it wakes are one.</summary>
    public void Raise() => calls.Writer.TryWrite(true);

    /// <summary>Completes at the next call, or after that time. One waits at a time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeout = Task.Delay(atMost, clock, done.Token);
        await Task.WhenAny(calls.Reader.WaitToReadAsync(done.Token).AsTask(), timeout);
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        calls.Reader.TryRead(out _);
    }
}
