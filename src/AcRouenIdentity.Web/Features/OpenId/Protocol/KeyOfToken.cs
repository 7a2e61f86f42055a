using AcRouenIdentity.Web.Features.OpenId.Dpop;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Whether a token came with what it is bound to (RFC 8705 3, RFC 9449 7.1), and no other than it was given for. It stands in for the handler of OpenIddict, which knows certificates alone and
/// breaks at everything else, also in the assertion of a client.
/// </summary>
internal sealed class KeyOfToken : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .AddFilter<OpenIddictServerHandlerFilters.RequireTokenProofOfPossessionValidationEnabled>()
        .UseSingletonHandler<KeyOfToken>()
        .SetOrder(OpenIddictServerHandlers.Protection.ValidateProofOfPossession.Descriptor.Order)
        .Build();

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion))
            return ValueTask.CompletedTask;

        var bond = TokenBond.Of(context.Principal);
        var proof = context.Transaction.FindProof();
        var isAtUserInfo = context.EndpointType is OpenIddictServerEndpointType.UserInfo;
        if (bond.Certificate is { } mark && (context.Transaction.RemoteCertificate is not { } shown || TokenBond.MarkOf(shown) != mark))
            context.Reject(Errors.InvalidToken, "The token is bound to another certificate.");
        else if (bond.Key is { } key && proof?.Thumbprint != key)
            context.Reject(Errors.InvalidToken, "The token is bound to another key.");
        else if (isAtUserInfo && proof is not null && bond.Key is null)
            context.Reject(Errors.InvalidToken, "The token is bound to no key.");
        else if (isAtUserInfo && proof is not null && proof.TokenHash != DpopProof.HashOf(context.Token))
            context.Reject(DpopRequest.InvalidProof, "The DPoP proof is for another token.");
        return ValueTask.CompletedTask;
    }
}
