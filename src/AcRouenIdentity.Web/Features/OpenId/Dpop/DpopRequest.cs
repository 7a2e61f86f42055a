using OpenIddict.Server;

namespace AcRouenIdentity.Web.Features.OpenId.Dpop;

/// <summary>What RFC 9449 adds to requests and refusals.</summary>
internal static class DpopRequest
{
    /// <summary>Of the header that holds a proof, of the scheme of <c>Authorization</c> (7.1), and of tokens that want one (5).</summary>
    public const string Name = "DPoP";

    /// <summary>Thumbprint of the key by which alone a code is redeemed (10).</summary>
    public const string KeyParameter = "dpop_jkt";

    public const string InvalidProof = "invalid_dpop_proof";
    public const string NonceNeeded = "use_dpop_nonce";

    private const string Scheme = $"{Name} ";

    /// <returns>The token that came in this scheme; null where none did.</returns>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].TrimStart(' ') : null;

    /// <summary>The proof that was found good for this very request, but for its token.</summary>
    public static DpopProof? FindProof(this OpenIddictServerTransaction transaction) => transaction.GetProperty<DpopProof>(typeof(DpopProof).FullName!);

    public static void Keep(this OpenIddictServerTransaction transaction, DpopProof proof) => transaction.SetProperty(typeof(DpopProof).FullName!, proof);
}
