using System.Formats.Asn1;
using System.Text;

namespace AcRouenIdentity.Ldap.Wire;

/// <summary>Requests as BER (RFC 4511 section 4). Each method writes the operation; <see cref="WriteMessage"/> puts it in its envelope.</summary>
internal static class RequestEncoder
{
    private const int LdapVersion = 3;

    public static void WriteMessage(AsnWriter writer, int messageId, Action<AsnWriter> operation, IReadOnlyList<LdapControl> controls)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(messageId);
            operation(writer);
            WriteControls(writer, controls);
        }
    }

    public static void SimpleBind(AsnWriter writer, LdapDn dn, ReadOnlySpan<byte> password)
    {
        using (writer.PushSequence(LdapTags.Operation(LdapTags.BindRequest)))
        {
            writer.WriteInteger(LdapVersion);
            WriteText(writer, dn.ToString());
            writer.WriteOctetString(password, LdapTags.Field(0));
        }
    }

    public static void Unbind(AsnWriter writer) => writer.WriteNull(LdapTags.PlainOperation(LdapTags.UnbindRequest));

    public static void Abandon(AsnWriter writer, int messageId) => writer.WriteInteger(messageId, LdapTags.PlainOperation(LdapTags.AbandonRequest));

    public static void Search(AsnWriter writer, LdapSearch search, int sizeLimit, int timeLimitSeconds)
    {
        using (writer.PushSequence(LdapTags.Operation(LdapTags.SearchRequest)))
        {
            WriteText(writer, search.Base.ToString());
            writer.WriteEnumeratedValue(search.Scope);
            writer.WriteEnumeratedValue(search.Aliases);
            writer.WriteInteger(sizeLimit);
            writer.WriteInteger(timeLimitSeconds);
            writer.WriteBoolean(false);
            FilterEncoder.Write(writer, search.Filter);
            using (writer.PushSequence())
            {
                foreach (var attribute in search.Attributes)
                    WriteText(writer, attribute);
            }
        }
    }

    public static void Modify(AsnWriter writer, LdapModification modification)
    {
        using (writer.PushSequence(LdapTags.Operation(LdapTags.ModifyRequest)))
        {
            WriteText(writer, modification.Dn.ToString());
            using (writer.PushSequence())
            {
                foreach (var change in modification.Changes)
                    WriteChange(writer, change);
            }
        }
    }

    public static void Add(AsnWriter writer, LdapAddition addition)
    {
        using (writer.PushSequence(LdapTags.Operation(LdapTags.AddRequest)))
        {
            WriteText(writer, addition.Dn.ToString());
            using (writer.PushSequence())
            {
                foreach (var attribute in addition.Attributes)
                    WriteAttribute(writer, attribute);
            }
        }
    }

    public static void Delete(AsnWriter writer, LdapDn dn) =>
        writer.WriteOctetString(Encoding.UTF8.GetBytes(dn.ToString()), LdapTags.PlainOperation(LdapTags.DeleteRequest));

    public static void Rename(AsnWriter writer, LdapRename rename)
    {
        using (writer.PushSequence(LdapTags.Operation(LdapTags.RenameRequest)))
        {
            WriteText(writer, rename.Dn.ToString());
            WriteText(writer, rename.NewName.ToString());
            writer.WriteBoolean(rename.OldName == LdapOldName.Removed);
            if (rename.NewParent is { } parent)
                writer.WriteOctetString(Encoding.UTF8.GetBytes(parent.ToString()), LdapTags.Field(0));
        }
    }

    public static void Compare(AsnWriter writer, LdapComparison comparison)
    {
        using (writer.PushSequence(LdapTags.Operation(LdapTags.CompareRequest)))
        {
            WriteText(writer, comparison.Dn.ToString());
            using (writer.PushSequence())
            {
                WriteText(writer, comparison.Attribute);
                writer.WriteOctetString(comparison.Value.Bytes.Span);
            }
        }
    }

    public static void Extended(AsnWriter writer, LdapExtendedRequest request)
    {
        using (writer.PushSequence(LdapTags.Operation(LdapTags.ExtendedRequest)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(request.Name), LdapTags.Field(0));
            if (request.Value is { } value)
                writer.WriteOctetString(value.Bytes.Span, LdapTags.Field(1));
        }
    }

    /// <summary>PasswdModifyRequestValue (RFC 3062 section 2).</summary>
    public static LdapValue PasswordModifyValue(LdapPasswordModify request)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            if (request.Owner is { } owner)
                writer.WriteOctetString(Encoding.UTF8.GetBytes(owner.ToString()), LdapTags.Field(0));
            if (request.OldPassword is { } old)
                writer.WriteOctetString(old.Bytes.Span, LdapTags.Field(1));
            if (request.NewPassword is { } chosen)
                writer.WriteOctetString(chosen.Bytes.Span, LdapTags.Field(2));
        }

        return new LdapValue(writer.Encode());
    }

    /// <summary>realSearchControlValue (RFC 2696 section 2), critical: a server without paging would send everything at once.</summary>
    public static LdapControl PagedResults(int pageSize, ReadOnlyMemory<byte> cookie)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(pageSize);
            writer.WriteOctetString(cookie.Span);
        }

        return new LdapControl(Oids.PagedResults, LdapCriticality.Critical, new LdapValue(writer.Encode()));
    }

    private static void WriteChange(AsnWriter writer, LdapChange change)
    {
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(change.Kind);
            WriteAttribute(writer, change.Attribute);
        }
    }

    private static void WriteAttribute(AsnWriter writer, LdapAttributeValues attribute)
    {
        using (writer.PushSequence())
        {
            WriteText(writer, attribute.Name);
            using (writer.PushSetOf())
            {
                foreach (var value in attribute.Values)
                    writer.WriteOctetString(value.Bytes.Span);
            }
        }
    }

    private static void WriteControls(AsnWriter writer, IReadOnlyList<LdapControl> controls)
    {
        if (controls.Count == 0)
            return;

        using (writer.PushSequence(LdapTags.Group(0)))
        {
            foreach (var control in controls)
                WriteControl(writer, control);
        }
    }

    private static void WriteControl(AsnWriter writer, LdapControl control)
    {
        using (writer.PushSequence())
        {
            WriteText(writer, control.Oid);
            if (control.Criticality == LdapCriticality.Critical)
                writer.WriteBoolean(true);
            if (control.Value is { } value)
                writer.WriteOctetString(value.Bytes.Span);
        }
    }

    private static void WriteText(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));
}
