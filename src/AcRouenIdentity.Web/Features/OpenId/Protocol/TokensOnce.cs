using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Spends what a sign-in answers: the code, of a browser or a device, the refresh token, or the request that was pushed. It stands in for the handler of OpenIddict, which lets everybody use a
/// refresh token again within the leeway, and at the same moment even without it: that is for the clients that are registered so.
/// </summary>
internal sealed class TokensOnce(
    ClientCatalog catalog, IOpenIddictTokenStore<OpenIddictEntityFrameworkCoreToken> rows, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations, TimeProvider clock)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseScopedHandler<TokensOnce>()
        .SetOrder(OpenIddictServerHandlers.RedeemTokenEntry.Descriptor.Order)
        .Build();

    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        var shown = context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!);
        var refresh = shown?.RefreshTokenPrincipal;
        if ((refresh ?? shown?.AuthorizationCodePrincipal ?? shown?.DeviceCodePrincipal ?? shown?.RequestTokenPrincipal)?.GetTokenId() is not { Length: > 0 } id)
            return;
        if (await ((TokenRows)rows).TrySpendAsync(id, clock.GetUtcNow(), context.CancellationToken) || await tokens.FindByIdAsync(id, context.CancellationToken) is null)
            return;
        if (refresh is not null && catalog.Find(context.ClientId)?.RefreshReuse is RefreshReuse.ServedShortly)
            return;

        if (refresh?.GetAuthorizationId() is { Length: > 0 } authorizationId)
            await EndFamilyAsync(authorizationId, context.CancellationToken);
        context.Reject(context.EndpointType is OpenIddictServerEndpointType.Token ? Errors.InvalidGrant : Errors.InvalidRequest, "It was used before.");
    }

    /// <summary>With the authorization itself, because whoever came first may be receiving new tokens just now.</summary>
    private async Task EndFamilyAsync(string authorizationId, CancellationToken cancellationToken)
    {
        await tokens.RevokeByAuthorizationIdAsync(authorizationId, cancellationToken);
        if (await authorizations.FindByIdAsync(authorizationId, cancellationToken) is { } authorization)
            await authorizations.TryRevokeAsync(authorization, cancellationToken);
    }
}
