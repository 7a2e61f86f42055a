namespace AcRouenIdentity.Domain.OpenId;

/// <summary>What of a <see cref="ClaimsRequest"/> goes along with a grant to its tokens: which claims are told beside those of its scopes, and where.</summary>
/// <param name="Classes">One of these the id_token tells, or there is none; empty: any.</param>
public sealed record RequestedClaims(IReadOnlyList<string> IdToken, IReadOnlyList<string> UserInfo, IReadOnlyList<string> Classes)
{
    public static RequestedClaims None { get; } = new([], [], []);

    /// <summary>Names of claims, wherever they are told.</summary>
    public IEnumerable<string> All => IdToken.Union(UserInfo, StringComparer.Ordinal);

    /// <summary>Without those that a client of these scopes could not have by asking for all of them.</summary>
    public RequestedClaims Within(IReadOnlyCollection<string> scopes) => this with { IdToken = Open(IdToken, scopes), UserInfo = Open(UserInfo, scopes) };

    public ClaimPlaces PlacesOf(string claim) =>
        (IdToken.Contains(claim) ? ClaimPlaces.IdToken : ClaimPlaces.None) | (UserInfo.Contains(claim) ? ClaimPlaces.UserInfo : ClaimPlaces.None);

    private static string[] Open(IEnumerable<string> claims, IReadOnlyCollection<string> scopes) => [.. claims.Where(claim => ClaimTable.IsOpenedBy(claim, scopes))];
}
