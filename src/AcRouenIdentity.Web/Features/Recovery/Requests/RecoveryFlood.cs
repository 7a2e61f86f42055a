using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery.Requests;

/// <summary>How much this node takes down. Whatever comes from however many machines, it stores so much a second and no more.</summary>
public sealed class RecoveryFlood : IDisposable
{
    private readonly TokenBucketRateLimiter limiter;

    public RecoveryFlood(IOptions<RecoveryOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.RequestsAtOnce,
            TokensPerPeriod = options.Value.RequestsASecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
    }

    /// <returns>False where one more is too many just now.</returns>
    public bool TryTake()
    {
        using var lease = limiter.AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
