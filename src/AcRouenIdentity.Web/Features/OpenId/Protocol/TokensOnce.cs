using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Spends what a sign-in answers: the code, the refresh token, or the request that was pushed. It stands in for the handler of OpenIddict, which lets everybody use a
/// refresh token again within the leeway, and at the same moment even without it: that is for the clients that are registered so.
/// </summary>
internal sealed class TokensOnce(ClientCatalog catalog, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations)
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
        if ((refresh ?? shown?.AuthorizationCodePrincipal ?? shown?.RequestTokenPrincipal)?.GetTokenId() is not { Length: > 0 } id)
            return;
        if (await tokens.FindByIdAsync(id, context.CancellationToken) is not { } token || await SpendAsync(token, context.CancellationToken))
            return;
        if (refresh is not null && catalog.Find(context.ClientId)?.RefreshReuse is RefreshReuse.ServedShortly)
            return;

        if (refresh?.GetAuthorizationId() is { Length: > 0 } authorizationId)
            await EndFamilyAsync(authorizationId, context.CancellationToken);
        context.Reject(context.EndpointType is OpenIddictServerEndpointType.Token ? Errors.InvalidGrant : Errors.InvalidRequest, "It was used before.");
    }

    /// <returns>False where it was spent already, or somebody else does at this moment.</returns>
    private async Task<bool> SpendAsync(object token, CancellationToken cancellationToken) =>
        !await tokens.HasStatusAsync(token, Statuses.Redeemed, cancellationToken) && await tokens.TryRedeemAsync(token, cancellationToken);

    /// <summary>With the authorization itself, because whoever came first may be receiving new tokens just now.</summary>
    private async Task EndFamilyAsync(string authorizationId, CancellationToken cancellationToken)
    {
        await tokens.RevokeByAuthorizationIdAsync(authorizationId, cancellationToken);
        if (await authorizations.FindByIdAsync(authorizationId, cancellationToken) is { } authorization)
            await authorizations.TryRevokeAsync(authorization, cancellationToken);
    }
}
