namespace AcRouenIdentity.Domain.OpenId;

/// <summary>What somebody let an application know, which is not of the académie. It outlives sessions, until the person takes it back.</summary>
public sealed class Consent
{
    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Scopes, and claims that were asked for by name alone (<c>claim:name</c>), space separated.</summary>
    public required string Scopes { get; set; }

    public required DateTimeOffset GivenAt { get; set; }

    /// <param name="claims">Asked for by name.</param>
    public bool Covers(IEnumerable<string> scopes, IEnumerable<string> claims) =>
        !scopes.Except(Known, StringComparer.Ordinal).Any() && claims.All(claim => ClaimTable.IsOpenedBy(claim, Known) || Known.Contains(Alone(claim)));

    public void Add(IReadOnlyCollection<string> scopes, IEnumerable<string> claims, DateTimeOffset now)
    {
        Scopes = string.Join(' ', Known.Union(scopes, StringComparer.Ordinal).Union(claims.Where(claim => !ClaimTable.IsOpenedBy(claim, scopes)).Select(Alone), StringComparer.Ordinal));
        GivenAt = now;
    }

    private string[] Known => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Alone(string claim) => $"claim:{claim}";
}

public enum ConsentUse
{
    /// <summary>An application of the académie: nobody is asked whether their employer may know them.</summary>
    None,

    /// <summary>The person is asked once, and again for more.</summary>
    Asked,
}
