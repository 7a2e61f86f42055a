namespace AcRouenIdentity.Infrastructure.Feeds.Files;

internal sealed class FeedProgress
{
    private long expected;
    private long read;

    public double Share => Interlocked.Read(ref expected) is > 0 and var all ? Math.Min(1, (double)Interlocked.Read(ref read) / all) : 0;

    public void Expect(long bytes) => Interlocked.Add(ref expected, bytes);

    public void Read(long bytes) => Interlocked.Add(ref read, bytes);
}
