using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.People;

/// <summary>A mail address in the forms this académie meets: ASCII, one <c>@</c>, a dotted domain, at most 254 characters (RFC 5321 4.5.3.1). Kept in lower case.</summary>
public readonly partial record struct MailAddress
{
    private readonly string? value;

    private MailAddress(string value) => this.value = value;

    public string Domain => ToString() is var text && text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? text[(at + 1)..] : "";

    public static bool TryParse(string? text, out MailAddress address)
    {
        var folded = text?.Trim().ToLowerInvariant();
        var valid = folded is { Length: <= 254 } && Form().IsMatch(folded);
        address = valid ? new MailAddress(folded!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a mail address.</exception>
    public static MailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not a mail address.");

    public override string ToString() => value ?? "";

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9._'+-]{0,62}[a-z0-9])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
