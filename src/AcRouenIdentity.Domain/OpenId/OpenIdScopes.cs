namespace AcRouenIdentity.Domain.OpenId;

/// <summary>The scopes of this provider (DESIGN 6).</summary>
public static class OpenIdScopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";

    /// <summary>Of the main establishment: the directory holds no other address, and no telephone number, so that there is no scope for that.</summary>
    public const string Address = "address";
    public const string OfflineAccess = "offline_access";

    /// <summary>The academic identity: establishments, functions, discipline.</summary>
    public const string Academie = "academie";

    /// <summary>IMAP, submission and Sieve.</summary>
    public const string Mail = "mail";

    /// <summary>The same under the name that mail programs know (draft-ietf-mailmaint-oauth-public).</summary>
    public const string MailUrn = "urn:ietf:params:oauth:scope:mail";

    /// <summary>Audience of the tokens that the mail service accepts, and identifier of the client that asks about them.</summary>
    public const string MailAudience = "mail";

    public static IReadOnlyList<string> All { get; } = [OpenId, Profile, Email, Address, OfflineAccess, Academie, Mail, MailUrn];

    /// <summary>Whom an access token with these scopes is for: the mail service, or nobody but this provider (userinfo).</summary>
    public static string AudienceOf(IEnumerable<string> scopes, string issuer) =>
        AreOfMail(scopes) ? MailAudience : issuer;

    public static bool AreOfMail(IEnumerable<string> scopes) => scopes.Any(scope => scope is Mail or MailUrn);
}
