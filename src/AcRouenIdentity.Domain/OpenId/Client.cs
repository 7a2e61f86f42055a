namespace AcRouenIdentity.Domain.OpenId;

/// <summary>An application that was checked and may be served.</summary>
public sealed record Client
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ClientKind Kind { get; init; }

    public ClientRegistrar Registrar { get; init; } = ClientRegistrar.Administrator;

    /// <summary>Null for public clients, and for those that sign or show a certificate.</summary>
    public string? Secret { get; init; }

    /// <summary>JSON Web Key Set of those that sign.</summary>
    public string? Keys { get; init; }

    public ClientAuthentication Authentication { get; init; } = ClientAuthentication.Any;

    /// <summary>Of those that are known by a certificate of an authority.</summary>
    public CertificateName? CertificateName { get; init; }

    /// <summary>Of those that are known by certificates of their own: base64 of each (DER).</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>As it asked; see <see cref="BindsToCertificate"/>, <see cref="BindsToKey"/> and <see cref="LooksAtProofs"/>.</summary>
    public TokenBinding TokenBinding { get; init; } = TokenBinding.None;

    public IReadOnlyList<Uri> RedirectUris { get; init; } = [];

    public IReadOnlyList<Uri> PostLogoutRedirectUris { get; init; } = [];

    public Uri? BackChannelLogoutUri { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public PkceUse Pkce { get; init; } = PkceUse.Required;

    public PushedRequestUse PushedRequests { get; init; } = PushedRequestUse.Allowed;

    /// <summary>Empty: all of <see cref="ClientRules.ResponseModes"/>.</summary>
    public IReadOnlyList<string> ResponseModes { get; init; } = [];

    public KeyPurpose IdTokenKey { get; init; } = KeyPurpose.Rs256;

    /// <summary>Host name under which the client knows people by a <c>sub</c> of their own; null: by the one that all know.</summary>
    public string? Sector { get; init; }

    /// <summary>Key that signs userinfo; null: it is not signed.</summary>
    public KeyPurpose? UserInfoKey { get; init; }

    public ConsentUse Consent { get; init; } = ConsentUse.None;

    public RefreshReuse RefreshReuse { get; init; } = RefreshReuse.EndsAll;

    public TokenExchangeUse TokenExchange { get; init; } = TokenExchangeUse.Refused;

    public DeviceAuthorizationUse DeviceAuthorization { get; init; } = DeviceAuthorizationUse.Refused;

    /// <summary>By which tokens are asked for this service (RFC 8707), compared to the letter; null: it is not asked for by name.</summary>
    public string? ResourceUri { get; init; }

    /// <summary>Names of the services that it may ask tokens for.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Whether nobody of the académie ever looked at it: what it says of itself is a claim.</summary>
    public bool IsUnknown => Registrar is ClientRegistrar.Itself;

    /// <summary>Whether it proves who it is by a certificate, and by nothing else.</summary>
    public bool ShowsCertificate => Authentication is ClientAuthentication.NamedCertificate or ClientAuthentication.RegisteredCertificate;

    /// <summary>Whether its tokens are worth nothing without its certificate.</summary>
    public bool BindsToCertificate => ShowsCertificate || TokenBinding is TokenBinding.Certificate;

    /// <summary>Whether it is given no token without proof of a key (RFC 9449 5.2, <c>dpop_bound_access_tokens</c>). Those of others are bound when they send one.</summary>
    public bool BindsToKey => Kind is not ClientKind.Resource && TokenBinding is TokenBinding.Dpop;

    /// <summary>Of a service: whether it takes bound tokens with proof of their key alone (RFC 9449 7.1).</summary>
    public bool LooksAtProofs => Kind is ClientKind.Resource && TokenBinding is TokenBinding.Dpop;

    public bool MayRefresh => Scopes.Contains(OpenIdScopes.OfflineAccess);

    public bool MayAnswerBy(string responseMode) => ResponseModes.Count == 0 || ResponseModes.Contains(responseMode);

    /// <summary>Whether a token with these scopes may be for this service: none without those of mail opens a mailbox.</summary>
    public bool IsOpenedBy(IEnumerable<string> scopes) => Id != OpenIdScopes.MailAudience || OpenIdScopes.AreOfMail(scopes);

    /// <summary>The address, if answers may go there: one that is registered, to the letter, or for a public client any port of a loopback one (RFC 8252 7.3).</summary>
    public Uri? FindRedirect(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var asked) && RedirectUris.Any(registered => Matches(registered, asked)) ? asked : null;

    private bool Matches(Uri registered, Uri asked) =>
        registered.OriginalString == asked.OriginalString
        || (Kind is ClientKind.Public && registered.IsLoopback && asked.IsLoopback && asked.UserInfo.Length == 0 && asked.Fragment.Length == 0
            && registered.Scheme == asked.Scheme && registered.Host == asked.Host && registered.PathAndQuery == asked.PathAndQuery);
}

public enum ClientKind
{
    /// <summary>A web application that keeps a secret.</summary>
    Confidential,

    /// <summary>A program on somebody's machine: no secret, any loopback port (RFC 8252 7.3).</summary>
    Public,

    /// <summary>A service that receives access tokens and asks about them; it signs nobody in.</summary>
    Resource,
}

public enum PkceUse
{
    Required,

    /// <summary>The application does not know PKCE: allowed to confidential ones, which must then send state or nonce.</summary>
    Unable,
}

/// <summary>Whether a client sends its authorization requests to us itself before the browser comes (RFC 9126).</summary>
public enum PushedRequestUse
{
    Allowed,

    /// <summary>A request that comes through the browser alone is refused.</summary>
    Required,
}

/// <summary>By which <c>sub</c> a client knows people (OpenID Connect Core 8).</summary>
public enum SubjectKind
{
    Public,

    /// <summary>One of its own, so that it cannot compare people with others.</summary>
    Pairwise,
}

/// <summary>What a second use of a refresh token does.</summary>
public enum RefreshReuse
{
    /// <summary>It ends every token of the session at that application (RFC 9700 4.14.2), however soon it comes.</summary>
    EndsAll,

    /// <summary>It is served for a few seconds: webmails refresh several times at once.</summary>
    ServedShortly,
}

/// <summary>Whether a client may exchange its own access token for one to another service (RFC 8693), within its scopes.</summary>
public enum TokenExchangeUse
{
    Refused,
    Allowed,
}

/// <summary>Whether a client without a browser may have people confirm its code elsewhere (RFC 8628).</summary>
public enum DeviceAuthorizationUse
{
    Refused,
    Allowed,
}

/// <summary>How a client proves who it is (RFC 6749 2.3.1, OpenID Connect Core 9, RFC 8705 2).</summary>
public enum ClientAuthentication
{
    Any,
    Basic,
    Post,
    PrivateKey,
    NamedCertificate,
    RegisteredCertificate,
}
