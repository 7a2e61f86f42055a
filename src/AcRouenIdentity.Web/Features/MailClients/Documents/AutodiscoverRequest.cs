using System.Xml;
using System.Xml.Linq;

namespace AcRouenIdentity.Web.Features.MailClients.Documents;

/// <summary>What Outlook asks for (MS-OXDSCLI 2.2.3): settings for an address, in a schema.</summary>
internal sealed record AutodiscoverRequest(string Address, string Schema)
{
    /// <summary>In octets; an honest one has a few hundred.</summary>
    public const int Longest = 16 * 1024;

    private static readonly XNamespace Space = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";

    // No document type, hence no entities, and nothing is fetched.
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest, IgnoreComments = true, IgnoreProcessingInstructions = true,
    };

    /// <returns>Null where it is not such a request.</returns>
    public static AutodiscoverRequest? Find(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Strict);
            return Find(XDocument.Load(reader));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static AutodiscoverRequest? Find(XDocument document) =>
        document.Root is { } root && root.Name == Space + "Autodiscover"
        && root.Element(Space + "Request") is { } request
        && request.Element(Space + "EMailAddress")?.Value.Trim() is { Length: > 0 } address
        && request.Element(Space + "AcceptableResponseSchema")?.Value.Trim() is { Length: > 0 } schema
            ? new AutodiscoverRequest(address, schema)
            : null;
}
