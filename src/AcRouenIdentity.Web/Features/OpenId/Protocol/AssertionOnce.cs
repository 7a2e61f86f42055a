using System.Globalization;
using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>Of an assertion whose signature is its client's: it is young, and it is used once. OpenIddict remembers none.</summary>
internal sealed class AssertionOnce(UsedOnce uses, TimeProvider clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    /// <summary>How far its end may lie ahead, and hence how long it is remembered.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    /// <summary>How far the clock of a client may be ahead of ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseScopedHandler<AssertionOnce>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientSecret.Descriptor.Order + 2)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientAssertionPrincipal is not { } assertion)
            return;

        var now = clock.GetUtcNow();
        if (assertion.GetClaim(Claims.JwtId) is not { Length: > 0 } id)
            context.Reject(Errors.InvalidClient, "The assertion has no 'jti'.");
        else if (assertion.GetExpirationDate() is not { } end || end > now + LongestLife)
            context.Reject(Errors.InvalidClient, "The assertion lives too long.");
        else if (end <= now)
            context.Reject(Errors.InvalidClient, "The assertion has ended."); // OpenIddict gives it five minutes more.
        else if (IsAhead(assertion, Claims.NotBefore, now) || IsAhead(assertion, Claims.IssuedAt, now))
            context.Reject(Errors.InvalidClient, "The assertion is not valid yet.");
        else if (!await uses.IsFirstAsync($"{context.ClientId}\n{id}", end, context.CancellationToken))
            context.Reject(Errors.InvalidClient, "The assertion was used before.");
    }

    private static bool IsAhead(ClaimsPrincipal assertion, string claim, DateTimeOffset now) =>
        long.TryParse(assertion.GetClaim(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > (now + Skew).ToUnixTimeSeconds();
}
