namespace AcRouenIdentity.Domain.SignIn;

/// <summary><c>amr</c> values that this provider gives (RFC 8176 section 2, and those that ProConnect knows); several are separated by spaces.</summary>
public static class AuthenticationMethods
{
    public const string Password = "pwd";

    /// <summary>Possession of a key, which its owner opened with a PIN or a finger: two factors.</summary>
    public const string Passkey = "pop mfa";

    /// <summary>A code of an authenticator application, beside another factor.</summary>
    public const string AuthenticatorApp = "totp mfa";

    /// <summary>A code of the sheet that is kept for the day the telephone is lost, beside another factor.</summary>
    public const string RecoveryCode = "mfa";

    /// <summary>A code that was read at an address the person had proven to be theirs.</summary>
    public const string Mail = "mail";

    private const string MultiFactor = "mfa";

    public static bool AreMultiFactor(string methods) => methods.Split(' ').Contains(MultiFactor);

    public static bool IncludeMail(string methods) => methods.Split(' ').Contains(Mail);

    /// <summary>All that was proven, each once, that of two factors last.</summary>
    public static string Join(string methods, string others)
    {
        var each = $"{methods} {others}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return string.Join(' ', each.Where(method => method != MultiFactor).Concat(each.Where(method => method == MultiFactor)));
    }
}
