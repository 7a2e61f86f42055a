using System.Formats.Asn1;
using System.Text;

namespace AcRouenIdentity.Ldap.Tests.Kit;

/// <summary>Messages as a server writes them, spelled here apart from the product's own codec.</summary>
internal static class Reply
{
    public const int Bind = 1;
    public const int SearchDone = 5;
    public const int Modify = 7;
    public const int Extended = 24;

    public static byte[] Result(int id, int operation, LdapResultCode code = LdapResultCode.Success, string diagnostic = "") => Message(id, writer =>
    {
        using (writer.PushSequence(Application(operation)))
            WriteResult(writer, code, diagnostic);
    });

    public static byte[] Entry(int id, string dn, string attribute = "cn", params string[] values) => Message(id, writer =>
    {
        using (writer.PushSequence(Application(4)))
        {
            WriteText(writer, dn);
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                WriteText(writer, attribute);
                using (writer.PushSetOf())
                {
                    foreach (var value in values)
                        WriteText(writer, value);
                }
            }
        }
    });

    /// <summary>The end of a page (RFC 2696); an empty cookie ends the search.</summary>
    public static byte[] LastOfPage(int id, string cookie) => Message(
        id,
        writer =>
        {
            using (writer.PushSequence(Application(SearchDone)))
                WriteResult(writer, LdapResultCode.Success, "");
        },
        ("1.2.840.113556.1.4.319", [0x30, (byte)(cookie.Length + 5), 0x02, 0x01, 0x00, 0x04, (byte)cookie.Length, .. Encoding.UTF8.GetBytes(cookie)]));

    public static byte[] Reference(int id, string uri) => Message(id, writer =>
    {
        using (writer.PushSequence(Application(19)))
            WriteText(writer, uri);
    });

    public static byte[] NoticeOfDisconnection(LdapResultCode code) => Extension(0, code, "1.3.6.1.4.1.1466.20036");

    public static byte[] Extension(int id, LdapResultCode code, string name) => Message(id, writer =>
    {
        using (writer.PushSequence(Application(Extended)))
        {
            WriteResult(writer, code, "");
            writer.WriteOctetString(Encoding.UTF8.GetBytes(name), new Asn1Tag(TagClass.ContextSpecific, 10));
        }
    });

    private static byte[] Message(int id, Action<AsnWriter> operation, params (string Oid, byte[] Value)[] controls)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
            if (controls.Length > 0)
                WriteControls(writer, controls);
        }

        return writer.Encode();
    }

    private static void WriteControls(AsnWriter writer, (string Oid, byte[] Value)[] controls)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)))
        {
            foreach (var (oid, value) in controls)
            {
                using (writer.PushSequence())
                {
                    WriteText(writer, oid);
                    writer.WriteOctetString(value);
                }
            }
        }
    }

    private static void WriteResult(AsnWriter writer, LdapResultCode code, string diagnostic)
    {
        writer.WriteEnumeratedValue(code);
        WriteText(writer, "");
        WriteText(writer, diagnostic);
    }

    private static void WriteText(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));

    private static Asn1Tag Application(int number) => new(TagClass.Application, number, isConstructed: true);
}
