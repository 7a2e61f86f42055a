namespace AcRouenIdentity.Domain.OpenId;

/// <summary>What administrators set of an application, by the names of <see cref="ClientSettings"/>.</summary>
public enum ClientSetting
{
    Name,
    Kind,
    Keys,
    TokenEndpointAuth,
    RedirectUris,
    PostLogoutRedirectUris,
    BackChannelLogoutUri,
    Scopes,
    Pkce,
    PushedRequests,
    ResponseModes,
    Subject,
    Sector,
    UserInfoAlgorithm,
    Consent,
    RefreshReuse,
    TokenExchange,
    DeviceAuthorization,
    IdTokenAlgorithm,
    ResourceUri,
    Resources,
    CertificateNameKind,
    CertificateName,
    TokenBinding,
}
