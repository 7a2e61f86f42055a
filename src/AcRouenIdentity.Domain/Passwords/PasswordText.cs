using System.Text;

namespace AcRouenIdentity.Domain.Passwords;

public static class PasswordText
{
    /// <summary>
    /// The one form in which a typed password is set and checked: NFC (RFC 8265 4.2, OpaqueString), so that é is é whichever keyboard it comes from.
    /// Lone surrogates become U+FFFD.
    /// </summary>
    public static string Canonical(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
            text.Append(rune.ToString());
        return text.ToString().Normalize(NormalizationForm.FormC);
    }
}
