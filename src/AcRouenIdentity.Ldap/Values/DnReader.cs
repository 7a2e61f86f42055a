using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Ldap;

/// <summary>Reads the text of a distinguished name (RFC 4514 section 3).</summary>
internal ref struct DnReader
{
    private readonly ReadOnlySpan<char> text;
    private int position;

    private DnReader(ReadOnlySpan<char> text) => this.text = text;

    private readonly bool AtEnd => position == text.Length;

    public static bool TryRead(string text, out IReadOnlyList<LdapRdn> rdns)
    {
        var read = new List<LdapRdn>();
        rdns = read;
        if (text.Length == 0)
            return true;

        var reader = new DnReader(text);
        do
        {
            if (!reader.TryReadRdn(out var rdn))
                return false;
            read.Add(rdn);
        }
        while (reader.TryTake(',') || reader.TryTake(';'));

        return reader.AtEnd;
    }

    private bool TryReadRdn(out LdapRdn rdn)
    {
        var parts = new List<LdapNamePart>();
        rdn = null!;
        do
        {
            if (!TryReadPart(out var part))
                return false;
            parts.Add(part);
        }
        while (TryTake('+'));

        rdn = new LdapRdn(parts);
        return true;
    }

    private bool TryReadPart(out LdapNamePart part)
    {
        part = null!;
        SkipSpaces();
        var equals = text[position..].IndexOf('=');
        if (equals < 0)
            return false;

        var type = text.Slice(position, equals).TrimEnd(' ').ToString();
        position += equals + 1;
        SkipSpaces();
        if (!LdapRdn.AttributeType().IsMatch(type) || !TryReadValue(out var value))
            return false;

        part = new LdapNamePart(type, value);
        return true;
    }

    private bool TryReadValue(out LdapValue value) => TryTake('#') ? TryReadHex(out value) : TryReadString(out value);

    /// <summary>#hexstring: the BER of the value; only strings have a use here.</summary>
    private bool TryReadHex(out LdapValue value)
    {
        value = default;
        var start = position;
        while (!AtEnd && char.IsAsciiHexDigit(text[position]))
            position++;

        var digits = text[start..position];
        return digits.Length % 2 == 0 && TryReadBerString(Convert.FromHexString(digits), out value);
    }

    private static bool TryReadBerString(byte[] ber, out LdapValue value)
    {
        value = default;
        try
        {
            var tag = AsnDecoder.ReadEncodedValue(ber, AsnEncodingRules.BER, out var offset, out var length, out var consumed);
            if (tag.IsConstructed || tag.TagClass != TagClass.Universal || consumed != ber.Length)
                return false;

            value = new LdapValue(ber.AsMemory(offset, length));
            return (UniversalTagNumber)tag.TagValue is UniversalTagNumber.OctetString or UniversalTagNumber.UTF8String
                or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private bool TryReadString(out LdapValue value)
    {
        value = default;
        var octets = new List<byte>();
        var kept = 0;
        while (!AtEnd && text[position] is not (',' or ';' or '+'))
        {
            var escaped = text[position] == '\\';
            if (!(escaped ? TryReadPair(octets) : TryReadPlain(octets)))
                return false;
            // Spaces at the end count only when escaped.
            if (escaped || octets[^1] != ' ')
                kept = octets.Count;
        }

        value = new LdapValue(octets.Take(kept).ToArray());
        return true;
    }

    private bool TryReadPlain(List<byte> octets)
    {
        var character = text[position];
        if (character is '"' or '<' or '>' or '\0' || Rune.DecodeFromUtf16(text[position..], out var rune, out var length) != System.Buffers.OperationStatus.Done)
            return false;

        position += length;
        Append(octets, rune);
        return true;
    }

    private bool TryReadPair(List<byte> octets)
    {
        var rest = text[(position + 1)..];
        if (rest.Length >= 2 && byte.TryParse(rest[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
        {
            octets.Add(octet);
            position += 3;
            return true;
        }

        if (rest.Length == 0 || !"\\\"+,;<>= #".Contains(rest[0], StringComparison.Ordinal))
            return false;

        octets.Add((byte)rest[0]);
        position += 2;
        return true;
    }

    private static void Append(List<byte> octets, Rune rune)
    {
        Span<byte> buffer = stackalloc byte[4];
        var length = rune.EncodeToUtf8(buffer);
        octets.AddRange(buffer[..length]);
    }

    private void SkipSpaces()
    {
        while (!AtEnd && text[position] == ' ')
            position++;
    }

    private bool TryTake(char character)
    {
        if (AtEnd || text[position] != character)
            return false;

        position++;
        return true;
    }
}
