using System.Buffers;
using System.Formats.Asn1;

namespace AcRouenIdentity.Ldap.Wire;

/// <summary>
/// Sends messages in the order they come, many in one write when they come faster than the network takes them. Buffers are wiped after use:
/// they have held passwords.
/// </summary>
internal sealed class MessageWriter(Stream stream, int maxUnsentLength) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim somethingToSend = new(0);
    private ArrayBufferWriter<byte> filling = new(4096);
    private ArrayBufferWriter<byte> sending = new(4096);
    private bool completed;

    /// <summary>False when the network takes nothing any more and too much waits already.</summary>
    public bool TryEnqueue(AsnWriter message)
    {
        lock (gate)
        {
            var waiting = filling.WrittenCount;
            if (waiting > maxUnsentLength)
                return false;

            var length = message.GetEncodedLength();
            message.Encode(filling.GetSpan(length));
            filling.Advance(length);
            message.Reset();
            if (waiting == 0)
                somethingToSend.Release();
            return true;
        }
    }

    /// <summary>Nothing more will come: <see cref="RunAsync"/> ends when all is sent.</summary>
    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            somethingToSend.Release();
        }
    }

    /// <summary>Sends until completed, cancelled, or until the connection breaks.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await somethingToSend.WaitAsync(cancellationToken);
            if (!TrySwap())
                return;

            await stream.WriteAsync(sending.WrittenMemory, cancellationToken);
            sending.Clear();
        }
    }

    public void Dispose() => somethingToSend.Dispose();

    private bool TrySwap()
    {
        lock (gate)
        {
            if (completed && filling.WrittenCount == 0)
                return false;

            (filling, sending) = (sending, filling);
            return true;
        }
    }
}
