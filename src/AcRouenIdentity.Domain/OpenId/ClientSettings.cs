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

    /// <summary>JSON Web Key Set of a client that signs (<c>private_key_jwt</c>): public halves only; or the certificates of one that proves itself by them (<c>self_signed_tls_client_auth</c>).</summary>
    public string? Keys { get; set; }

    /// <summary>A file whose text is that set.</summary>
    public string? KeysFile { get; set; }

    /// <summary><c>client_secret_basic</c> or <c>client_secret_post</c>, either when absent; or without any secret <c>private_key_jwt</c>, <c>tls_client_auth</c>, <c>self_signed_tls_client_auth</c>.</summary>
    public string? TokenEndpointAuth { get; set; }

    public IList<string> RedirectUris { get; } = [];

    public IList<string> PostLogoutRedirectUris { get; } = [];

    public string? BackChannelLogoutUri { get; set; }

    public IList<string> Scopes { get; } = [];

    public PkceUse Pkce { get; set; } = PkceUse.Required;

    public PushedRequestUse PushedRequests { get; set; } = PushedRequestUse.Allowed;

    /// <summary><c>query</c>, <c>fragment</c>, <c>form_post</c>: how the application takes its answers; empty: as each request says.</summary>
    public IList<string> ResponseModes { get; } = [];

    public SubjectKind Subject { get; set; } = SubjectKind.Public;

    /// <summary>Host name under which several clients know a person by the same pairwise <c>sub</c>; when absent, that of the redirect addresses (OpenID Connect Core 8.1).</summary>
    public string? Sector { get; set; }

    /// <summary><c>RS256</c> or <c>ES256</c>: userinfo is a signed JWT; absent: JSON.</summary>
    public string? UserInfoAlgorithm { get; set; }

    public ConsentUse Consent { get; set; } = ConsentUse.None;

    public RefreshReuse RefreshReuse { get; set; } = RefreshReuse.EndsAll;

    public TokenExchangeUse TokenExchange { get; set; } = TokenExchangeUse.Refused;

    public DeviceAuthorizationUse DeviceAuthorization { get; set; } = DeviceAuthorizationUse.Refused;

    /// <summary><c>RS256</c> (when absent) or <c>ES256</c>: what signs its id_tokens and its access tokens.</summary>
    public string? IdTokenAlgorithm { get; set; }

    /// <summary>Of a service: the absolute address by which tokens are asked for it (RFC 8707); absent: they follow the scopes alone.</summary>
    public string? ResourceUri { get; set; }

    /// <summary>Names of the services that it may ask tokens for.</summary>
    public IList<string> Resources { get; } = [];

    public CertificateNameKind CertificateNameKind { get; set; } = CertificateNameKind.SubjectDn;

    /// <summary>With <c>tls_client_auth</c>: what its certificate must say, in the place of that kind.</summary>
    public string? CertificateName { get; set; }

    /// <summary>Tokens of a client that proves itself by a certificate are bound to it in any case. Of a service, <c>Dpop</c>: it looks at proofs itself.</summary>
    public TokenBinding TokenBinding { get; set; } = TokenBinding.None;

    /// <summary>Whether it proves who it is by a secret that the provider must know.</summary>
    public bool NeedsSecret => Kind is ClientKind.Confidential or ClientKind.Resource && TokenEndpointAuth != ClientRules.SignedAssertion && !ClientRules.IsByCertificate(TokenEndpointAuth);

    /// <summary>The same, without its secret or the names of files.</summary>
    public ClientSettings WithoutSecret()
    {
        var copy = new ClientSettings
        {
            Id = Id, Name = Name, Kind = Kind, Keys = Keys, TokenEndpointAuth = TokenEndpointAuth,
            BackChannelLogoutUri = BackChannelLogoutUri, Pkce = Pkce, PushedRequests = PushedRequests, Subject = Subject, Sector = Sector, UserInfoAlgorithm = UserInfoAlgorithm,
            Consent = Consent, RefreshReuse = RefreshReuse, TokenExchange = TokenExchange, DeviceAuthorization = DeviceAuthorization, IdTokenAlgorithm = IdTokenAlgorithm, ResourceUri = ResourceUri,
            CertificateNameKind = CertificateNameKind, CertificateName = CertificateName, TokenBinding = TokenBinding,
        };
        Fill(copy.RedirectUris, RedirectUris);
        Fill(copy.PostLogoutRedirectUris, PostLogoutRedirectUris);
        Fill(copy.Scopes, Scopes);
        Fill(copy.ResponseModes, ResponseModes);
        Fill(copy.Resources, Resources);
        return copy;
    }

    private static void Fill(IList<string> list, IEnumerable<string> texts)
    {
        foreach (var text in texts)
            list.Add(text);
    }
}
