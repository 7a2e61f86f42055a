using System.Security.Claims;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Dpop;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Tokens that are worth nothing without the certificate (RFC 8705 3) or the key (RFC 9449 5) with which they were asked for, and codes without the key that the request named (RFC 9449 10). Refresh tokens
/// only of clients that prove nothing (RFC 8705 4, RFC 9449 5): the others have to prove who they are, and may have renewed what they show. OpenIddict would bind those of every client that happens to show
/// a certificate.
/// </summary>
internal sealed class BoundTokens(ClientCatalog catalog, NamedServices services) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseSingletonHandler<BoundTokens>()
        .SetOrder(OpenIddictServerHandlers.PrepareRefreshTokenPrincipal.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (catalog.Find(context.ClientId) is not { } client)
            return ValueTask.CompletedTask;

        var certificate = client.BindsToCertificate && context.Transaction.RemoteCertificate is { } shown ? TokenBond.MarkOf(shown) : null;
        var key = context.Transaction.FindProof()?.Thumbprint;
        // The second is what an exchange gives.
        foreach (var token in new[] { context.AccessTokenPrincipal, context.IssuedTokenPrincipal }.OfType<ClaimsPrincipal>())
            new TokenBond(certificate, IsBoundToKey(client, token) ? key : null).Put(token);
        if (client.Kind is ClientKind.Public && context.RefreshTokenPrincipal is { } refresh)
            new TokenBond(certificate, key).Put(refresh);
        if (context.AuthorizationCodePrincipal is { } code)
            new TokenBond(Certificate: null, KeyAskedFor(context.Request)).Put(code);
        return ValueTask.CompletedTask;
    }

    /// <summary>A service that looks at no proofs would be told that a bound token is inactive. An application that may do without is given one that works there, and is told by its type.</summary>
    private bool IsBoundToKey(Client client, ClaimsPrincipal token) => client.BindsToKey || services.LookAtProofs(token.GetAudiences());

    private static string? KeyAskedFor(OpenIddictRequest request) => (string?)request[DpopRequest.KeyParameter] is { Length: > 0 } said ? said : null;
}
