namespace AcRouenIdentity.Web.Features.OpenId;

/// <summary>Addresses of the protocol, below the public one.</summary>
public static class OpenIdPaths
{
    public const string Authorize = "connect/authorize";
    public const string PushedRequest = "connect/par";
    public const string Token = "connect/token";

    /// <summary>Where programs register themselves (RFC 7591 3).</summary>
    public const string Register = "connect/register";
    public const string DeviceAuthorization = "connect/device";

    /// <summary>Where people type the code of a device; short, since it is typed too.</summary>
    public const string Device = "appareil";

    public const string UserInfo = "connect/userinfo";
    public const string Introspect = "connect/introspect";
    public const string Revoke = "connect/revoke";
    public const string Logout = "connect/logout";
    public const string Configuration = ".well-known/openid-configuration";

    /// <summary>The same to applications that know OAuth alone (RFC 8414 3).</summary>
    public const string AuthorizationServer = ".well-known/oauth-authorization-server";

    public const string Keys = ".well-known/jwks";

    /// <summary>Those of tokens that mail servers check by themselves. Applications verify by none of them.</summary>
    public const string MailKeys = ".well-known/jwks/mail";

    /// <summary>What all of them but the well-known ones begin with.</summary>
    public const string Prefix = "/connect";
}
