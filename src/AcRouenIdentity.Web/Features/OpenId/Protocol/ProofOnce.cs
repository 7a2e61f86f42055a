using AcRouenIdentity.Web.Features.OpenId.Dpop;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>A proof is worth something once (RFC 9449 11.1). It is remembered when everything else was found good, so that nobody fills our memory with proofs of keys that they make up.</summary>
internal sealed class ProofOnce(UsedOnce uses, TimeProvider clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    /// <summary>Longer than any proof is taken: by its own time, or by that of its nonce.</summary>
    private static readonly TimeSpan Remembered = DpopNonces.Lifetime + (2 * DpopProof.Window);

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseScopedHandler<ProofOnce>()
        .SetOrder(OpenIddictServerHandlers.ValidateUserCode.Descriptor.Order + 1)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        // No client has an identifier with a colon, so that no assertion has such a name.
        if (context.Transaction.FindProof() is { } proof && !await uses.IsFirstAsync($":{proof.Thumbprint}\n{proof.Id}", clock.GetUtcNow() + Remembered, context.CancellationToken))
            context.Reject(DpopRequest.InvalidProof, "The DPoP proof was used before.");
    }
}
