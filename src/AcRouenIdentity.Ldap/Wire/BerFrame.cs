namespace AcRouenIdentity.Ldap.Wire;

/// <summary>
/// The envelope of a BER value, looked at before anything is allocated for it. RFC 4511 section 5.1 allows the definite form only.
/// </summary>
internal static class BerFrame
{
    private const byte Sequence = 0x30;
    private const byte Constructed = 0x20;
    private const byte ConstructedOctetString = 0x24;
    private const byte LongTag = 0x1F;

    /// <summary>Whole length of the message that begins the buffer, or null while too few octets have come to tell.</summary>
    /// <exception cref="MalformedMessageException">Not a message, or one longer than <paramref name="maxLength"/>.</exception>
    public static int? MeasureMessage(ReadOnlySpan<byte> buffer, int maxLength)
    {
        if (buffer.Length > 0 && buffer[0] != Sequence)
            throw new MalformedMessageException("The server does not speak LDAP: a message does not begin as one.");

        if (!TryReadHeader(buffer, out var header, out var content))
            return null;
        if (content > maxLength - header)
            throw new MalformedMessageException($"The server announces a message of {content} octets; {maxLength} are allowed.");

        return header + (int)content;
    }

    /// <summary>Checks that lengths fit into each other and that nothing is nested deeper than allowed.</summary>
    /// <exception cref="MalformedMessageException">They do not.</exception>
    public static void CheckNesting(ReadOnlySpan<byte> values, int maxDepth)
    {
        while (!values.IsEmpty)
        {
            if (!TryReadHeader(values, out var header, out var length) || length > values.Length - header)
                throw new MalformedMessageException("A value is cut short.");

            var first = values[0];
            if ((first & LongTag) == LongTag || first == ConstructedOctetString)
                throw new MalformedMessageException("A value has a form that LDAP does not use.");
            if ((first & Constructed) != 0)
                Descend(values.Slice(header, (int)length), maxDepth);

            values = values[(header + (int)length)..];
        }
    }

    private static void Descend(ReadOnlySpan<byte> content, int maxDepth)
    {
        if (maxDepth <= 1)
            throw new MalformedMessageException("The message is nested too deep.");

        CheckNesting(content, maxDepth - 1);
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> buffer, out int header, out long length)
    {
        header = 2;
        length = 0;
        if (buffer.Length < 2)
            return false;

        length = buffer[1];
        if (length < 0x80)
            return true;

        var octets = (int)length & 0x7F;
        if (octets is 0 or > 4)
            throw new MalformedMessageException("A length has a form that LDAP does not use.");

        header = 2 + octets;
        length = 0;
        if (buffer.Length < header)
            return false;

        foreach (var octet in buffer.Slice(2, octets))
            length = (length << 8) | octet;
        return true;
    }
}
