using System.Globalization;
using System.Xml.Linq;
using AcRouenIdentity.Web.Features.MailClients.Documents;

namespace AcRouenIdentity.Web.Features.MailClients.Profiles;

/// <summary>A dictionary of Apple's property lists, in XML (plist(5), PropertyList-1.0).</summary>
internal sealed class PropertyList
{
    private readonly XElement entries = new("dict");

    public void Add(string key, string value) => Add(key, new XElement("string", value));

    public void Add(string key, int value) => Add(key, new XElement("integer", value.ToString(CultureInfo.InvariantCulture)));

    public void Add(string key, bool isTrue) => Add(key, new XElement(isTrue ? "true" : "false"));

    public void Add(string key, IEnumerable<PropertyList> values) => Add(key, new XElement("array", values.Select(value => value.entries)));

    public byte[] Write() => XmlBytes.Of(new XDocument(
        new XDocumentType("plist", "-//Apple//DTD PLIST 1.0//EN", "http://www.apple.com/DTDs/PropertyList-1.0.dtd", null),
        new XElement("plist", new XAttribute("version", "1.0"), entries)));

    private void Add(string key, XElement value) => entries.Add(new XElement("key", key), value);
}
