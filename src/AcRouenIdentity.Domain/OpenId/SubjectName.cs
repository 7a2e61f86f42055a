using System.Text;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>The name of whom a certificate is for (RFC 4514), as a list of what it says.</summary>
public static partial class SubjectName
{
    /// <summary>Object identifiers of the words of RFC 4514 3, and of those that authorities write besides.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CN"] = "2.5.4.3", ["SN"] = "2.5.4.4", ["serialNumber"] = "2.5.4.5", ["C"] = "2.5.4.6", ["L"] = "2.5.4.7", ["ST"] = "2.5.4.8", ["STREET"] = "2.5.4.9", ["O"] = "2.5.4.10", ["OU"] = "2.5.4.11",
        ["givenName"] = "2.5.4.42", ["organizationIdentifier"] = "2.5.4.97", ["UID"] = "0.9.2342.19200300.100.1.1", ["DC"] = "0.9.2342.19200300.100.1.25", ["emailAddress"] = "1.2.840.113549.1.9.1",
    };

    /// <returns>Object identifier and value of each part, in the order of the text; null for what is no such name, has several values in one part, or writes one in hexadecimal.</returns>
    public static IReadOnlyList<(string Type, string Value)>? Read(string text)
    {
        if (Whole().Match(text) is not { Success: true } name)
            return null;

        var types = name.Groups["type"].Captures.Select(word => TypeOf(word.Value)).ToList();
        return types.Contains(null) ? null : [.. types.Zip(name.Groups["value"].Captures, (type, value) => (type!, Escapes().Replace(value.Value, Meaning)))];
    }

    private static string? TypeOf(string word) => char.IsAsciiDigit(word[0]) ? word : Types.GetValueOrDefault(word);

    /// <summary>Pairs of digits are bytes of UTF-8; any other character stands for itself.</summary>
    private static string Meaning(Match escape) =>
        escape.Length > 2 ? Encoding.UTF8.GetString(Convert.FromHexString(escape.Value.Replace(@"\", "", StringComparison.Ordinal))) : escape.Value[1..];

    [GeneratedRegex(
        @"\A((?<type>[A-Za-z]+|[0-9]+(\.[0-9]+)+)=(?![# ])(?<value>([^\\,+;""<>\p{Cc}]|\\([0-9A-Fa-f]{2}|[ ""#+,;<=>\\]))+)(, *(?=.)|\z))+\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(\\[0-9A-Fa-f]{2})+|\\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Escapes();
}
