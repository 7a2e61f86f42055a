using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Devices;

/// <summary>
/// A device that asks again too soon is told to slow down (RFC 8628 3.5), and waits five seconds longer from then on. Each node counts what it is asked itself; nothing is looked up for a device that is too fast.
/// </summary>
internal sealed class PollingPace(TimeProvider clock) : IOpenIddictServerHandler<ValidateTokenRequestContext>, IDisposable
{
    // Past as many devices at once, some are not told to slow down.
    private const int Entries = 10_000;

    /// <summary>Of a device that was told nothing (RFC 8628 3.2).</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A device whose clock or network is not ours may be a little early.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = Entries });

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenRequestContext>()
        .UseSingletonHandler<PollingPace>()
        .SetOrder(OpenIddictServerHandlers.Exchange.ValidateDeviceCodeParameter.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.Request.IsDeviceCodeGrantType() && context.Request.DeviceCode is { Length: > 0 } code && IsTooSoon(code))
            context.Reject(Errors.SlowDown, "The device asks too often.");
        return ValueTask.CompletedTask;
    }

    public void Dispose() => memory.Dispose();

    private bool IsTooSoon(string code)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        var now = clock.GetUtcNow();
        var last = memory.Get<Poll>(key);
        var tooSoon = last is not null && now - last.At < last.Interval - Early;
        var interval = (last?.Interval ?? Interval) + (tooSoon ? Interval : TimeSpan.Zero);
        var next = new Poll(now, interval < Longest ? interval : Longest);
        memory.Set(key, next, new MemoryCacheEntryOptions { SlidingExpiration = 2 * Longest, Size = 1 });
        return tooSoon;
    }

    private sealed record Poll(DateTimeOffset At, TimeSpan Interval);
}
