using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AcRouenIdentity.Web.Features.MailClients.Documents;

/// <summary>XML as it is sent: UTF-8, no byte order mark.</summary>
internal static class XmlBytes
{
    public const string ContentType = "text/xml; charset=utf-8";

    private static readonly XmlWriterSettings Form = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };

    public static byte[] Of(XDocument document)
    {
        using var written = new MemoryStream();
        using (var writer = XmlWriter.Create(written, Form))
            document.Save(writer);
        return written.ToArray();
    }
}
