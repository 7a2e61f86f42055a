namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>The cookie scheme of a signed-in browser, and the two claims that its ticket carries.</summary>
public static class SessionScheme
{
    public const string Name = "session";

    public const string SubjectClaim = "sub";

    public const string SessionClaim = "sid";
}
