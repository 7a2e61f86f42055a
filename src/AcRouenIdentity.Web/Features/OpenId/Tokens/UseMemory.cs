using Microsoft.Extensions.Caching.Memory;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>Which applications were lately seen to use which sessions. When somebody last used one is told to the minute: what is written more often is written for nobody.</summary>
public sealed class UseMemory(TimeProvider clock) : IDisposable
{
    private const int Entries = 50_000;
    private static readonly TimeSpan Resolution = TimeSpan.FromMinutes(1);
    private readonly MemoryCache seen = new(new MemoryCacheOptions { SizeLimit = Entries });

    /// <returns>False where the same was noted within the last minute.</returns>
    public bool TryNote(string sessionId, string clientId)
    {
        var now = clock.GetUtcNow();
        if (seen.TryGetValue((sessionId, clientId), out DateTimeOffset before) && now - before < Resolution)
            return false;
        seen.Set((sessionId, clientId), now, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Resolution });
        return true;
    }

    public void Dispose() => seen.Dispose();
}
