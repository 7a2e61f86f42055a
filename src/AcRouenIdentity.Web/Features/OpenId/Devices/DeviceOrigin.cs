using System.Globalization;
using System.Security.Claims;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Devices;

/// <summary>Where a device asked from, which goes with its code and is shown to whoever types it: somebody who was talked into it may notice (RFC 8628 5.4).</summary>
internal sealed class DeviceOrigin(TimeProvider clock) : IOpenIddictServerHandler<HandleDeviceAuthorizationRequestContext>
{
    public const string Source = "device_source";
    public const string Agent = "device_agent";
    public const string AskedAt = "device_asked_at";
    private const int LongestAgent = 300;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleDeviceAuthorizationRequestContext>()
        .UseSingletonHandler<DeviceOrigin>()
        .SetOrder(int.MaxValue - 100_000)
        .Build();

    public ValueTask HandleAsync(HandleDeviceAuthorizationRequestContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var agent = http.Request.Headers.UserAgent.ToString();
        // Nobody is meant by it yet, hence no type of authentication.
        var identity = new ClaimsIdentity();
        identity.SetScopes(context.Request.GetScopes());
        identity.SetClaim(Source, SourceAddress.Of(http));
        identity.SetClaim(Agent, agent.Length > LongestAgent ? agent[..LongestAgent] : agent);
        identity.SetClaim(AskedAt, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        context.Principal = new ClaimsPrincipal(identity);
        return ValueTask.CompletedTask;
    }
}
