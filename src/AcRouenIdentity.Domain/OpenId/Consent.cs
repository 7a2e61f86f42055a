namespace AcRouenIdentity.Domain.OpenId;

/// <summary>What somebody let an application know, which is not of the académie. It outlives sessions, until the person takes it back.</summary>
public sealed class Consent
{
    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Scopes, space separated.</summary>
    public required string Scopes { get; set; }

    public required DateTimeOffset GivenAt { get; set; }

    public bool Covers(IEnumerable<string> scopes) => !scopes.Except(Known, StringComparer.Ordinal).Any();

    public void Add(IEnumerable<string> scopes, DateTimeOffset now)
    {
        Scopes = string.Join(' ', Known.Union(scopes, StringComparer.Ordinal));
        GivenAt = now;
    }

    private string[] Known => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

public enum ConsentUse
{
    /// <summary>An application of the académie: nobody is asked whether their employer may know them.</summary>
    None,

    /// <summary>The person is asked once, and again for more.</summary>
    Asked,
}
