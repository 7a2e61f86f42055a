using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Tokens that are worth nothing without the certificate with which they were asked for (RFC 8705 3). Refresh tokens only of clients that prove nothing (RFC 8705 4): the others have to prove who they are, and
/// may have renewed their certificate. OpenIddict would bind those of every client that happens to show one; it checks what is bound.
/// </summary>
internal sealed class BoundTokens(ClientCatalog catalog) : IOpenIddictServerHandler<ProcessSignInContext>
{
    private const string Confirmation = "cnf";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseSingletonHandler<BoundTokens>()
        .SetOrder(OpenIddictServerHandlers.PrepareRefreshTokenPrincipal.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.Transaction.RemoteCertificate is not { } certificate || catalog.Find(context.ClientId) is not { BindsTokens: true } client)
            return ValueTask.CompletedTask;

        var refresh = client.Kind is ClientKind.Public ? context.RefreshTokenPrincipal : null;
        // The second is what an exchange gives.
        foreach (var token in new[] { context.AccessTokenPrincipal, context.IssuedTokenPrincipal, refresh }.OfType<ClaimsPrincipal>())
            token.SetClaim(Confirmation, new JsonObject { ["x5t#S256"] = Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)) });
        return ValueTask.CompletedTask;
    }
}
