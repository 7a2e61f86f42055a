using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>Counts what is read; past its allowance it refuses to go on. Reads forward only.</summary>
internal sealed class GuardedStream(Stream inner, Action<int> counted) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        counted(read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What one archive may still unpack to: an absolute amount, and a multiple of what it took.</summary>
internal sealed class UnpackingAllowance(FeedLimits limits)
{
    /// <summary>Small archives of repetitive text may well exceed the ratio.</summary>
    private const long FreeBytes = 16 * 1024 * 1024;

    private long packed;
    private long unpacked;

    public void Packed(int bytes) => packed += bytes;

    public void Packed(long bytes) => packed += bytes;

    /// <exception cref="FeedRefusal">Nobody packs so much into so little.</exception>
    public void Unpacked(int bytes)
    {
        unpacked += bytes;
        if (unpacked > limits.UnpackedBytes || (unpacked > FreeBytes && unpacked / limits.UnpackedRatio > packed))
            throw new FeedRefusal(FeedIssueKind.ArchiveTooLarge);
    }
}
