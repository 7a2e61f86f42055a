namespace AcRouenIdentity.Ldap.Wire;

/// <summary>Cuts the stream into messages, never holding more than one message over the limit. Used by one loop at a time.</summary>
internal sealed class MessageReader(Stream stream, int maxMessageLength)
{
    private const int InitialLength = 16 * 1024;

    private byte[] buffer = new byte[InitialLength];
    private int start;
    private int end;

    /// <summary>Octets received beyond the last message given.</summary>
    public bool HasLeftover => end > start;

    /// <summary>The next message, in an array of its own; null when the server closed between two messages.</summary>
    /// <exception cref="MalformedMessageException">What comes is not a message, is too long, or is cut short.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = BerFrame.MeasureMessage(buffer.AsSpan(start, end - start), maxMessageLength);
            if (length is { } whole && whole <= end - start)
                return Take(whole);

            if (!await FillAsync(length, cancellationToken))
                return HasLeftover ? throw new MalformedMessageException("The server closed in the middle of a message.") : null;
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        var message = buffer.AsSpan(start, length).ToArray();
        start += length;
        if (start == end)
            (start, end) = (0, 0);

        return message;
    }

    private async ValueTask<bool> FillAsync(int? wanted, CancellationToken cancellationToken)
    {
        MakeRoom(wanted);
        var received = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += received;
        return received > 0;
    }

    /// <summary>Grows with what has come, not with what is announced: an announcement costs a server nothing.</summary>
    private void MakeRoom(int? wanted)
    {
        var held = end - start;
        if (start > 0)
        {
            buffer.AsSpan(start, held).CopyTo(buffer);
            (start, end) = (0, held);
        }

        if (held == buffer.Length)
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, Math.Max(wanted ?? 0, InitialLength)));
        else if (held == 0 && buffer.Length > InitialLength)
            buffer = new byte[InitialLength];
    }
}
