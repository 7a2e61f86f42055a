using System.Formats.Asn1;
using System.Text;

namespace AcRouenIdentity.Ldap.Wire;

/// <summary>Filters as BER (RFC 4511 section 4.5.1.7).</summary>
internal static class FilterEncoder
{
    public static LdapValue Encode(LdapFilter filter)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        Write(writer, filter);
        return new LdapValue(writer.Encode());
    }

    /// <exception cref="ArgumentException">The filter is nested too deep, or lacks what its kind needs.</exception>
    public static void Write(AsnWriter writer, LdapFilter filter) => Write(writer, filter, LdapFilter.MaxDepth);

    private static void Write(AsnWriter writer, LdapFilter filter, int depthLeft)
    {
        if (depthLeft == 0)
            throw new ArgumentException("The filter is nested too deep.", nameof(filter));

        switch (filter)
        {
            case LdapFilter.And and:
                WriteSet(writer, 0, and.Filters, depthLeft);
                break;
            case LdapFilter.Or or:
                WriteSet(writer, 1, or.Filters, depthLeft);
                break;
            case LdapFilter.Not not:
                WriteSet(writer, 2, [not.Filter], depthLeft);
                break;
            case LdapFilter.Equality equality:
                WriteAssertion(writer, 3, equality.Attribute, equality.Value);
                break;
            case LdapFilter.Substrings substrings:
                WriteSubstrings(writer, substrings);
                break;
            case LdapFilter.GreaterOrEqual greater:
                WriteAssertion(writer, 5, greater.Attribute, greater.Value);
                break;
            case LdapFilter.LessOrEqual less:
                WriteAssertion(writer, 6, less.Attribute, less.Value);
                break;
            case LdapFilter.Present present:
                writer.WriteOctetString(Encoding.UTF8.GetBytes(present.Attribute), LdapTags.Field(7));
                break;
            case LdapFilter.Approximate approximate:
                WriteAssertion(writer, 8, approximate.Attribute, approximate.Value);
                break;
            case LdapFilter.Extensible extensible:
                WriteExtensible(writer, extensible);
                break;
            default:
                throw new InvalidOperationException("A closed set.");
        }
    }

    private static void WriteSet(AsnWriter writer, int number, IReadOnlyList<LdapFilter> filters, int depthLeft)
    {
        // Sequence, not SetOf: the writer would sort a set, and BER does not ask for it.
        using (writer.PushSequence(LdapTags.Group(number)))
        {
            foreach (var filter in filters)
                Write(writer, filter, depthLeft - 1);
        }
    }

    private static void WriteAssertion(AsnWriter writer, int number, string attribute, LdapValue value)
    {
        using (writer.PushSequence(LdapTags.Group(number)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            writer.WriteOctetString(value.Bytes.Span);
        }
    }

    private static void WriteSubstrings(AsnWriter writer, LdapFilter.Substrings filter)
    {
        if (filter.Initial is null && filter.Final is null && filter.Any.Count == 0)
            throw new ArgumentException("A substring filter needs a piece of the value.", nameof(filter));

        using (writer.PushSequence(LdapTags.Group(4)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(filter.Attribute));
            using (writer.PushSequence())
            {
                WriteField(writer, 0, filter.Initial);
                foreach (var piece in filter.Any)
                    WriteField(writer, 1, piece);
                WriteField(writer, 2, filter.Final);
            }
        }
    }

    private static void WriteExtensible(AsnWriter writer, LdapFilter.Extensible filter)
    {
        if (filter.Attribute is null && filter.MatchingRule is null)
            throw new ArgumentException("An extensible filter needs an attribute or a matching rule.", nameof(filter));

        using (writer.PushSequence(LdapTags.Group(9)))
        {
            WriteField(writer, 1, Optional(filter.MatchingRule));
            WriteField(writer, 2, Optional(filter.Attribute));
            WriteField(writer, 3, filter.Value);
            if (filter.MatchesName)
                writer.WriteBoolean(true, LdapTags.Field(4));
        }
    }

    private static LdapValue? Optional(string? text) => text is null ? (LdapValue?)null : new LdapValue(text);

    private static void WriteField(AsnWriter writer, int number, LdapValue? value)
    {
        if (value is { } present)
            writer.WriteOctetString(present.Bytes.Span, LdapTags.Field(number));
    }
}
