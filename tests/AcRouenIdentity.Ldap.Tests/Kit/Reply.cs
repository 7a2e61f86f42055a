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

    private static byte[] Message(int id, Action<AsnWriter> operation)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
        }

        return writer.Encode();
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
