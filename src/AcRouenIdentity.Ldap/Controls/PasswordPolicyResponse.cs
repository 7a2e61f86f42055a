namespace AcRouenIdentity.Ldap;

/// <summary>
/// What the directory says of a password (draft-behera-ldap-password-policy section 6.2). The older controls of Netscape and 389 Directory Server
/// are told in the same words where a server sends only those.
/// </summary>
/// <param name="TimeBeforeExpiration">Time left, where the directory warns.</param>
/// <param name="GraceLoginsRemaining">Binds left with this expired password.</param>
/// <param name="Error">Why the password was refused, or what must happen now that it was accepted.</param>
public sealed record PasswordPolicyResponse(TimeSpan? TimeBeforeExpiration, int? GraceLoginsRemaining, PasswordPolicyError? Error);

public enum PasswordPolicyError
{
    PasswordExpired = 0,
    AccountLocked = 1,

    /// <summary>The bind succeeded, but nothing else is allowed before a new password (<c>pwdReset</c>).</summary>
    ChangeAfterReset = 2,
    PasswordModNotAllowed = 3,
    MustSupplyOldPassword = 4,
    InsufficientPasswordQuality = 5,
    PasswordTooShort = 6,
    PasswordTooYoung = 7,
    PasswordInHistory = 8,

    /// <summary>389 Directory Server and OpenLDAP 2.6: longer than the policy takes.</summary>
    PasswordTooLong = 9,
}
