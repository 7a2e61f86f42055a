using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Ldap;

/// <summary>One attribute and its value inside a relative distinguished name.</summary>
public sealed record LdapNamePart(string Attribute, LdapValue Value);

/// <summary>A relative distinguished name (RFC 4514 section 2.2): one part, or several when the name is multi-valued.</summary>
public sealed partial record LdapRdn
{
    /// <exception cref="ArgumentException">The attribute is not an attribute type (RFC 4512 section 1.4), or the value is not valid Unicode.</exception>
    public LdapRdn(string attribute, LdapValue value)
        : this([new LdapNamePart(attribute, value)])
    {
    }

    /// <exception cref="ArgumentException">No part, or an attribute that is not an attribute type.</exception>
    public LdapRdn(IReadOnlyList<LdapNamePart> parts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        if (parts.Any(part => !AttributeType().IsMatch(part.Attribute)))
            throw new ArgumentException("Not an attribute type.", nameof(parts));

        Parts = parts;
    }

    public IReadOnlyList<LdapNamePart> Parts { get; }

    /// <summary>The name with its values escaped (RFC 4514 section 2.4).</summary>
    public override string ToString() => string.Join('+', Parts.Select(part => $"{part.Attribute}={Escape(part.Value)}"));

    /// <summary>Both give the same values to the same attributes, without case. An attribute that goes by two names is two.</summary>
    internal bool Names(LdapRdn other) => Parts.Count == other.Parts.Count && Parts.All(part => other.Parts.Any(candidate => IsSame(part, candidate)));

    public bool Equals(LdapRdn? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);

    private static bool IsSame(LdapNamePart left, LdapNamePart right) =>
        string.Equals(left.Attribute, right.Attribute, StringComparison.OrdinalIgnoreCase)
        && (left.Value == right.Value || (left.Value.TryGetText(out var text) && right.Value.TryGetText(out var other) && string.Equals(text, other, StringComparison.OrdinalIgnoreCase)));

    private static string Escape(LdapValue value) => value.TryGetText(out var text) ? EscapeText(text) : EscapeOctets(value.Bytes.Span);

    private static string EscapeText(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var index = 0; index < text.Length; index++)
            AppendEscaped(escaped, text[index], AtEdge(text, index));

        return escaped.ToString();
    }

    private static bool AtEdge(string text, int index) => text[index] switch
    {
        ' ' => index == 0 || index == text.Length - 1,
        '#' => index == 0,
        _ => false,
    };

    private static void AppendEscaped(StringBuilder escaped, char character, bool atEdge)
    {
        // Control characters may stay as they are in RFC 4514, but a name also ends in logs.
        if (char.IsAsciiLetterOrDigit(character) || (character >= ' ' && character != '\x7f' && !atEdge && !"\"+,;<>\\=".Contains(character, StringComparison.Ordinal)))
            escaped.Append(character);
        else if (character < ' ' || character == '\x7f')
            escaped.Append(CultureInfo.InvariantCulture, $"\\{(int)character:x2}");
        else
            escaped.Append('\\').Append(character);
    }

    private static string EscapeOctets(ReadOnlySpan<byte> octets)
    {
        var escaped = new StringBuilder(octets.Length * 3);
        foreach (var octet in octets)
            escaped.Append(CultureInfo.InvariantCulture, $"\\{octet:x2}");

        return escaped.ToString();
    }

    [GeneratedRegex(@"\A(?:[A-Za-z][A-Za-z0-9-]*|(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))+)\z", RegexOptions.CultureInvariant)]
    internal static partial Regex AttributeType();
}
