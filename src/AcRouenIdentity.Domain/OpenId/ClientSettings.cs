namespace AcRouenIdentity.Domain.OpenId;

/// <summary>An application as an administrator writes it down; <see cref="ClientRules"/> makes a <see cref="Client"/> of it or says what is wrong.</summary>
public sealed class ClientSettings
{
    public string? Id { get; set; }

    /// <summary>What people read.</summary>
    public string? Name { get; set; }

    public ClientKind? Kind { get; set; }

    public string? Secret { get; set; }

    /// <summary>A file whose text is the secret, so that the configuration carries none.</summary>
    public string? SecretFile { get; set; }

    /// <summary><c>client_secret_basic</c> or <c>client_secret_post</c>; absent: either.</summary>
    public string? TokenEndpointAuth { get; set; }

    public IList<string> RedirectUris { get; } = [];

    public IList<string> PostLogoutRedirectUris { get; } = [];

    public string? BackChannelLogoutUri { get; set; }

    public IList<string> Scopes { get; } = [];

    public PkceUse Pkce { get; set; } = PkceUse.Required;

    public PushedRequestUse PushedRequests { get; set; } = PushedRequestUse.Allowed;

    /// <summary><c>query</c>, <c>fragment</c>, <c>form_post</c>: how the application takes its answers; empty: as each request says.</summary>
    public IList<string> ResponseModes { get; } = [];

    /// <summary><c>RS256</c> (when absent) or <c>ES256</c>.</summary>
    public string? IdTokenAlgorithm { get; set; }
}
