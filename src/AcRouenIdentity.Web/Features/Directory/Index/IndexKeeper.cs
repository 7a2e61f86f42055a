namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>Holds the index of this node, and takes another once people have changed, whichever node changed them.</summary>
public sealed class IndexKeeper(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    /// <summary>Names of establishments change without anybody's record changing.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private Kept? kept;

    /// <summary>That of the last look. Whoever asks before there is one waits for it.</summary>
    internal async Task<ColleagueIndex> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref kept) is { } there)
            return there.Index;
        await RefreshAsync(cancellationToken);
        return Volatile.Read(ref kept)!.Index;
    }

    /// <summary>Looks whether people have changed, and if they have reads them.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var loading = scope.ServiceProvider.GetRequiredService<IndexLoading>();
            if (await IsGoodAsync(loading, cancellationToken))
                return;

            // The stamp before the rows: what changes in between is seen at the next look.
            var stamp = await loading.StampAsync(since: null, cancellationToken);
            Volatile.Write(ref kept, new Kept(await loading.LoadAsync(cancellationToken), stamp, clock.GetUtcNow()));
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> IsGoodAsync(IndexLoading loading, CancellationToken cancellationToken) =>
        kept is { } last && clock.GetUtcNow() - last.At < Oldest && await loading.StampAsync(last.Stamp.Latest, cancellationToken) == last.Stamp;

    private sealed record Kept(ColleagueIndex Index, IndexStamp Stamp, DateTimeOffset At);
}
