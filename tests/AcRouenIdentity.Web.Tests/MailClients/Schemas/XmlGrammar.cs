using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using AcRouenIdentity.Testing;

namespace AcRouenIdentity.Web.Tests.MailClients.Schemas;

/// <summary>Documents held against a grammar that was written from their specification.</summary>
internal static class XmlGrammar
{
    private static readonly XmlReaderSettings Lenient = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    public static IReadOnlyList<string> ProblemsOfAutoconfig(string xml) => Problems(xml, "autoconfig.xsd");

    public static IReadOnlyList<string> ProblemsOfAutodiscover(string xml) => Problems(xml, "autodiscover-settings.xsd", "autodiscover.xsd");

    public static IReadOnlyList<string> ProblemsOfPropertyList(string xml) => Problems(xml, "property-list.xsd");

    public static XDocument Read(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), Lenient);
        return XDocument.Load(reader);
    }

    private static List<string> Problems(string xml, params string[] files)
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        foreach (var file in files)
            using (var reader = XmlReader.Create(Path.Combine(SourceTree.Root, "tests/AcRouenIdentity.Web.Tests/MailClients/Schemas", file)))
                schemas.Add(null, reader);

        schemas.Compile();
        var document = Read(xml);
        // A root that no schema knows is not looked at any further.
        if (!schemas.GlobalElements.Contains(new XmlQualifiedName(document.Root!.Name.LocalName, document.Root.Name.NamespaceName)))
            return [$"{document.Root.Name} is unknown"];

        var problems = new List<string>();
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }
}
