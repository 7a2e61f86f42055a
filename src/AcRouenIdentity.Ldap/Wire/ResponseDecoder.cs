using System.Formats.Asn1;
using System.Text;

namespace AcRouenIdentity.Ldap.Wire;

/// <summary>
/// Messages of the server, from BER (RFC 4511 section 4). The values of an entry are windows on the message's own array. Elements that a later
/// version of the protocol would add at the end of a sequence are ignored, as section 4 asks.
/// </summary>
internal static class ResponseDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Asn1Tag SearchEntry = new(TagClass.Application, LdapTags.SearchEntry, isConstructed: true);

    /// <exception cref="MalformedMessageException">The octets are not a message of a server.</exception>
    public static LdapMessage Decode(ReadOnlyMemory<byte> message, int maxDepth)
    {
        BerFrame.CheckNesting(message.Span, maxDepth);
        try
        {
            return ReadMessage(new AsnReader(message, AsnEncodingRules.BER));
        }
        catch (Exception exception) when (exception is AsnContentException or DecoderFallbackException)
        {
            throw new MalformedMessageException("The server sent a message that is not LDAP.", exception);
        }
    }

    /// <summary>The password that the server generated (PasswdModifyResponseValue, RFC 3062 section 2), or null.</summary>
    /// <exception cref="MalformedMessageException">The octets are not such a value.</exception>
    public static LdapValue? DecodeGeneratedPassword(LdapValue value) => Guarded(value, reader =>
    {
        var sequence = reader.ReadSequence();
        return sequence.HasData ? ReadOctets(sequence, LdapTags.Field(0)) : (LdapValue?)null;
    });

    /// <summary>The cookie of the next page (RFC 2696), empty after the last.</summary>
    /// <exception cref="MalformedMessageException">The octets are not such a value.</exception>
    public static ReadOnlyMemory<byte> DecodePageCookie(LdapValue value) => Guarded(value, reader =>
    {
        var sequence = reader.ReadSequence();
        sequence.ReadInteger();
        return ReadOctets(sequence, Asn1Tag.PrimitiveOctetString).Bytes;
    });

    private static T Guarded<T>(LdapValue value, Func<AsnReader, T> read)
    {
        BerFrame.CheckNesting(value.Bytes.Span, maxDepth: 4);
        try
        {
            return read(new AsnReader(value.Bytes, AsnEncodingRules.BER));
        }
        catch (AsnContentException exception)
        {
            throw new MalformedMessageException("The server sent a value that is not what its name says.", exception);
        }
    }

    private static LdapMessage ReadMessage(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        if (!sequence.TryReadInt32(out var id) || id < 0)
            throw new MalformedMessageException("The message has no identifier.");

        var tag = sequence.PeekTag();
        if (tag.TagClass != TagClass.Application)
            throw new MalformedMessageException("The message holds no operation.");

        return new LdapMessage(id, ReadBody(sequence, tag));
    }

    private static LdapMessage.Body ReadBody(AsnReader message, Asn1Tag tag)
    {
        switch (tag.TagValue)
        {
            case LdapTags.SearchEntry:
                return new LdapMessage.Body.Entry(ReadEntry(message.ReadEncodedValue()));
            case LdapTags.SearchReference:
                return new LdapMessage.Body.Reference(ReadUris(message.ReadSequence(tag)));
            case LdapTags.IntermediateResponse:
                return new LdapMessage.Body.Intermediate();
            case LdapTags.BindResponse or LdapTags.SearchDone or LdapTags.ModifyResponse or LdapTags.AddResponse or LdapTags.DeleteResponse
                or LdapTags.RenameResponse or LdapTags.CompareResponse or LdapTags.ExtendedResponse:
                return ReadFinal(message, tag);
            default:
                throw new MalformedMessageException("The message holds an operation that no server sends.");
        }
    }

    private static LdapMessage.Body.Final ReadFinal(AsnReader message, Asn1Tag tag)
    {
        var operation = message.ReadSequence(tag);
        var result = ReadResult(operation);
        var (name, value) = tag.TagValue == LdapTags.ExtendedResponse ? ReadExtension(operation) : (null, null);
        var controls = ReadControls(message);

        return new LdapMessage.Body.Final(
            tag.TagValue,
            result with { Controls = controls, PasswordPolicy = PasswordPolicyDecoder.Decode(controls, result.Code) },
            name,
            value);
    }

    /// <summary>COMPONENTS OF LDAPResult (section 4.1.9).</summary>
    private static LdapResult ReadResult(AsnReader operation)
    {
        var code = ReadEnumerated(operation);
        var matched = ReadText(operation);
        var diagnostic = ReadOctets(operation, Asn1Tag.PrimitiveOctetString).Text;
        var referrals = IsNext(operation, 3) ? ReadUris(operation.ReadSequence(LdapTags.Group(3))) : [];

        return new LdapResult((LdapResultCode)code)
        {
            MatchedDn = LdapDn.FromServer(matched),
            DiagnosticMessage = diagnostic,
            Referrals = referrals,
        };
    }

    private static (string? Name, LdapValue? Value) ReadExtension(AsnReader operation)
    {
        string? name = IsNext(operation, 10) ? ReadText(operation, LdapTags.Field(10)) : null;
        LdapValue? value = IsNext(operation, 11) ? ReadOctets(operation, LdapTags.Field(11)) : (LdapValue?)null;
        return (name, value);
    }

    /// <summary>
    /// SearchResultEntry (section 4.5.2). A listing is hundreds of thousands of attributes: they are cut out of the message without a reader for each of them.
    /// </summary>
    private static LdapEntry ReadEntry(ReadOnlyMemory<byte> operation)
    {
        var entry = Cut(ref operation, SearchEntry);
        var dn = LdapDn.FromServer(StrictUtf8.GetString(CutOctets(ref entry).Span));
        var list = Cut(ref entry, Asn1Tag.Sequence);
        var attributes = new List<LdapAttributeValues>();
        while (!list.IsEmpty)
            attributes.Add(ReadAttribute(Cut(ref list, Asn1Tag.Sequence)));

        return new LdapEntry(dn, attributes);
    }

    /// <summary>Servers do not sort their sets of values, and BER does not ask them to.</summary>
    private static LdapAttributeValues ReadAttribute(ReadOnlyMemory<byte> attribute)
    {
        var name = StrictUtf8.GetString(CutOctets(ref attribute).Span);
        var set = Cut(ref attribute, Asn1Tag.SetOf);
        if (set.IsEmpty)
            return new LdapAttributeValues(name);

        var first = new LdapValue(CutOctets(ref set));
        if (set.IsEmpty)
            return new LdapAttributeValues(name, [first]);

        var values = new List<LdapValue> { first };
        while (!set.IsEmpty)
            values.Add(new LdapValue(CutOctets(ref set)));

        return new LdapAttributeValues(name, values);
    }

    /// <summary>The content of the value that begins <paramref name="rest"/>, which is left with what follows it.</summary>
    private static ReadOnlyMemory<byte> Cut(ref ReadOnlyMemory<byte> rest, Asn1Tag expected)
    {
        var tag = AsnDecoder.ReadEncodedValue(rest.Span, AsnEncodingRules.BER, out var offset, out var length, out var consumed);
        if (tag != expected)
            throw new MalformedMessageException("An entry holds something else than attributes.");

        var content = rest.Slice(offset, length);
        rest = rest[consumed..];
        return content;
    }

    private static ReadOnlyMemory<byte> CutOctets(ref ReadOnlyMemory<byte> rest) => Cut(ref rest, Asn1Tag.PrimitiveOctetString);

    private static List<string> ReadUris(AsnReader list)
    {
        var uris = new List<string>();
        while (list.HasData)
            uris.Add(ReadText(list));

        return uris;
    }

    private static List<LdapControl> ReadControls(AsnReader message)
    {
        var controls = new List<LdapControl>();
        if (!IsNext(message, 0))
            return controls;

        var list = message.ReadSequence(LdapTags.Group(0));
        while (list.HasData)
            controls.Add(ReadControl(list.ReadSequence()));

        return controls;
    }

    private static LdapControl ReadControl(AsnReader control)
    {
        var oid = ReadText(control);
        var critical = control.HasData && control.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && control.ReadBoolean();
        LdapValue? value = control.HasData && control.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString)
            ? ReadOctets(control, Asn1Tag.PrimitiveOctetString)
            : (LdapValue?)null;

        return new LdapControl(oid, critical ? LdapCriticality.Critical : LdapCriticality.Ignorable, value);
    }

    private static bool IsNext(AsnReader reader, int field) => reader.HasData && reader.PeekTag().HasSameClassAndValue(LdapTags.Field(field));

    private static int ReadEnumerated(AsnReader reader)
    {
        var octets = reader.ReadEnumeratedBytes().Span;
        if (octets.Length > sizeof(int))
            throw new MalformedMessageException("A result code is out of all range.");

        var code = (sbyte)octets[0] >> 7;
        foreach (var octet in octets)
            code = (code << 8) | octet;
        return code;
    }

    private static string ReadText(AsnReader reader) => ReadText(reader, Asn1Tag.PrimitiveOctetString);

    private static string ReadText(AsnReader reader, Asn1Tag tag) => StrictUtf8.GetString(ReadOctets(reader, tag).Bytes.Span);

    private static LdapValue ReadOctets(AsnReader reader, Asn1Tag tag) =>
        reader.TryReadPrimitiveOctetString(out var octets, tag)
            ? new LdapValue(octets)
            : throw new MalformedMessageException("A string is in pieces (RFC 4511 section 5.1).");
}
