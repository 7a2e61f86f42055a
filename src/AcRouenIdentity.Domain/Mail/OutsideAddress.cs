using System.Globalization;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.Mail;

/// <summary>
/// A mail address outside the académie, as its owner typed it: an ASCII dot-atom before the <c>@</c> (RFC 5321 4.1.2, without quoted strings; RFC 6531 is not asked of our relay), a
/// host name of several labels after it, converted to ASCII where it has accents. It is confidential, so that its text form is masked.
/// </summary>
public readonly partial record struct OutsideAddress
{
    /// <summary>RFC 5321 4.5.3.1.3: a path has 256 octets, its angle brackets included.</summary>
    public const int Longest = 254;
    private const int LongestLocalPart = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private readonly string? value;

    private OutsideAddress(string value) => this.value = value;

    /// <summary>In ASCII and lower case.</summary>
    public string Domain => Reveal() is var text && text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? text[(at + 1)..] : "";

    public static bool TryParse(string? typed, out OutsideAddress address)
    {
        address = default;
        // A space that a keyboard added is not the person's mistake; a line end is nobody's.
        var text = typed?.Trim(' ', '\u00A0') ?? "";
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (text.Length > Longest || at < 0 || at > LongestLocalPart || !LocalPart().IsMatch(text[..at]) || AsciiDomain(text[(at + 1)..]) is not { } domain)
            return false;

        if (at + 1 + domain.Length > Longest)
            return false;
        address = new OutsideAddress($"{text[..at]}@{domain}");
        return true;
    }

    /// <exception cref="FormatException">The text is not an address that mail can be sent to.</exception>
    public static OutsideAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not a mail address.");

    /// <summary>The address, for sending and for its owner alone. The local part keeps its capitals (RFC 5321 2.4).</summary>
    public string Reveal() => value ?? "";

    /// <summary>The form to recognise it by, whichever capitals it is typed with: no provider of today tells two mailboxes apart by them.</summary>
    public string Folded() => Reveal().ToLowerInvariant();

    /// <summary>What its owner recognises: <c>c•••@exemple.fr</c>. The domain stays in ASCII, where a lookalike letter shows.</summary>
    public string Masked() => value is { Length: > 0 } text ? $"{text[0]}•••@{Domain}" : "";

    /// <summary>True for the domain itself and for those below it.</summary>
    public bool IsIn(string domain) =>
        Domain.Equals(domain, StringComparison.OrdinalIgnoreCase) || Domain.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => "address •••";

    private static string? AsciiDomain(string typed)
    {
        try
        {
            var domain = Idn.GetAscii(typed).ToLowerInvariant();
            return HostName().IsMatch(domain) ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LocalPart();

    // RFC 1123 labels; the last one is never a number, so that no address of a machine passes.
    [GeneratedRegex(@"\A(?=.{4,253}\z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();
}
