using System.Globalization;
using System.Security;
using System.Text;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>
/// What a PDF says of itself (XMP, ISO 16684-1): which standards it keeps, title, date. PDFsharp writes a packet of its own, which says PDF/A-1, nothing of PDF/UA, and takes titles for
/// XML. It is always the last object, before the table of objects; it is replaced there, and nothing else moves but that table.
/// </summary>
internal static class DocumentMetadata
{
    public const string Creator = "AcRouenIdentity";
    private static readonly byte[] MetadataType = "/Type/Metadata"u8.ToArray();

    public static byte[] Put(ReadOnlySpan<byte> file, string title, string language, DateOnly date)
    {
        var type = file.LastIndexOf(MetadataType);
        var body = type < 0 ? -1 : file[..type].LastIndexOf("<<"u8);
        var end = type < 0 ? -1 : type + file[type..].LastIndexOf("endobj\nxref\n"u8);
        var start = end < 0 ? -1 : end + file[end..].LastIndexOf("startxref\n"u8);
        if (body < 0 || end < type || start < end)
            throw new InvalidOperationException("PDFsharp no longer writes its metadata last.");

        var packet = Encoding.UTF8.GetBytes(Packet(title, language, date));
        byte[] replaced = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<</Type/Metadata/Subtype/XML/Length {packet.Length}>>\nstream\n")), .. packet, .. "\nendstream\n"u8];
        var table = body + replaced.Length + "endobj\n".Length;
        return [.. file[..body], .. replaced, .. file[end..start], .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n"))];
    }

    private static string Packet(string title, string language, DateOnly date) => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
        <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>
        <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
        <xmp:CreatorTool>{Creator}</xmp:CreatorTool><xmp:CreateDate>{date:yyyy-MM-dd}T00:00:00Z</xmp:CreateDate>
        </rdf:Description>
        {UniversalAccessibilitySchema}
        </rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """;

    // PDF/A wants each property described that its own standard does not know (ISO 19005-2, 6.6.2.3.3), and the mark of PDF/UA is one.
    private const string UniversalAccessibilitySchema = """
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
        </rdf:li></rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        """;
}
