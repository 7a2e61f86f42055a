namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary><c>amr</c> values (RFC 8176 section 2) that this provider gives.</summary>
public static class AuthenticationMethods
{
    public const string Password = "pwd";
}
