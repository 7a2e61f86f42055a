namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary><c>amr</c> values (RFC 8176 section 2) that this provider gives; several are separated by spaces.</summary>
public static class AuthenticationMethods
{
    public const string Password = "pwd";

    /// <summary>Possession of a key, which its owner opened with a PIN or a finger: two factors.</summary>
    public const string Passkey = "pop mfa";
}
