using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Dpop;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// The proof that came with a request (RFC 9449 4.3), once its client proved who it is. Where the clock of the application is wrong, or the proof was made before, it is asked for one that holds the time
/// by ours.
/// </summary>
internal sealed class ProofOfRequest(ClientCatalog catalog, DpopAddresses addresses, DpopNonces nonces, TimeProvider clock, ILogger<ProofOfRequest> logger)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<ProofOfRequest>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        var expected = addresses.Of(context.EndpointType);
        // Userinfo is asked with tokens of another scheme too, which want none.
        if (expected.Count == 0 || (context.EndpointType is OpenIddictServerEndpointType.UserInfo && DpopRequest.TokenOf(request) is null))
            return ValueTask.CompletedTask;

        var proofs = request.Headers[DpopRequest.Name];
        if (proofs.Count == 0)
            GoWithout(context);
        else if (proofs is not [{ } text] || DpopProof.Read(text) is not { } proof)
            Refuse(context, $"There must be one DPoP proof, a dpop+jwt signed ({string.Join(", ", DpopKey.Algorithms)}) by the public key that it names.");
        else if (!proof.IsFor(request.Method, expected))
            Refuse(context, "The DPoP proof is for another request.");
        else if (!IsTimely(proof))
            AskForNonce(context);
        else
            Take(context, proof);
        return ValueTask.CompletedTask;
    }

    private void GoWithout(ProcessAuthenticationContext context)
    {
        if (context.EndpointType is OpenIddictServerEndpointType.UserInfo)
            Refuse(context, "The DPoP proof is missing.");
        else if (context.EndpointType is OpenIddictServerEndpointType.Token && catalog.Find(context.ClientId) is { BindsToKey: true })
            context.Reject(Errors.InvalidRequest, "Tokens of this client are bound to a key, and there is no DPoP proof.");
    }

    private bool IsTimely(DpopProof proof) => proof.Nonce is { } nonce ? nonces.IsFresh(nonce) : proof.IsTimely(clock.GetUtcNow());

    private void AskForNonce(ProcessAuthenticationContext context)
    {
        GiveNonce(context);
        context.Reject(DpopRequest.NonceNeeded, "The DPoP proof must hold the nonce of this answer.");
    }

    /// <summary>Whoever uses nonces is given the next one before the last ends.</summary>
    private void Take(ProcessAuthenticationContext context, DpopProof proof)
    {
        if (proof.Nonce is not null)
            GiveNonce(context);
        if (context.EndpointType is OpenIddictServerEndpointType.PushedAuthorization && !TryBindCode(context, proof.Thumbprint))
            Refuse(context, "The DPoP proof is by another key than 'dpop_jkt' says.");
        else
            context.Transaction.Keep(proof);
    }

    /// <summary>As if the thumbprint had been said (RFC 9449 10.1).</summary>
    private static bool TryBindCode(ProcessAuthenticationContext context, string thumbprint)
    {
        if ((string?)context.Request[DpopRequest.KeyParameter] is { Length: > 0 } said && said != thumbprint)
            return false;
        context.Request[DpopRequest.KeyParameter] = thumbprint;
        return true;
    }

    private void GiveNonce(ProcessAuthenticationContext context) => context.Transaction.GetHttpRequest()!.HttpContext.Response.Headers[DpopNonces.Header] = nonces.Make();

    private void Refuse(ProcessAuthenticationContext context, string problem)
    {
        Log.ProofRefused(logger, context.ClientId, problem);
        context.Reject(DpopRequest.InvalidProof, problem);
    }
}
