using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Documents;

/// <summary>
/// draft-ietf-mailmaint-pacc-04: the servers that speak TLS from the first octet at their usual port, and who gives tokens for them. The DNS holds a digest of these octets: they are the same on every node, for every domain, until the
/// configuration changes.
/// </summary>
internal sealed class PaccDocument(IOptions<MailClientsOptions> options, PublicAddress address)
{
    public const string ContentType = "application/json";

    private readonly MailClientsOptions settings = options.Value;

    /// <returns>Null where no server is one that the draft allows.</returns>
    public byte[]? Write()
    {
        var protocols = Protocols();
        return protocols.ContainsKey("imap") ? JsonSerializer.SerializeToUtf8Bytes(Document(protocols)) : null;
    }

    /// <summary>What the record <c>_ua-auto-config</c> of each domain says, or null with the document.</summary>
    public string? DigestRecord() => Write() is { } document ? $"v=UAAC1; a=sha256; d={Convert.ToBase64String(SHA256.HashData(document))}" : null;

    private JsonObject Document(JsonObject protocols) => new()
    {
        ["protocols"] = protocols,
        ["authentication"] = new JsonObject
        {
            ["oauth-public"] = new JsonObject { ["issuer"] = address.Base.AbsoluteUri },
            ["password"] = settings.Passwords,
        },
        ["info"] = new JsonObject
        {
            ["provider"] = new JsonObject { ["name"] = settings.Name, ["shortName"] = settings.ShortName },
            ["help"] = new JsonObject { ["documentation"] = address.Of(MailClientPaths.Setup.TrimStart('/')).AbsoluteUri },
        },
    };

    private JsonObject Protocols()
    {
        var protocols = new JsonObject();
        foreach (var server in MailServer.All(settings).Where(server => server.HasUsualTls))
            protocols[NameOf(server.Protocol)] = new JsonObject { ["host"] = server.Host };
        if (settings.Calendars is { } calendars)
            protocols["caldav"] = new JsonObject { ["url"] = calendars };
        if (settings.Contacts is { } contacts)
            protocols["carddav"] = new JsonObject { ["url"] = contacts };
        return protocols;
    }

    private static string NameOf(MailProtocol protocol) => protocol switch
    {
        MailProtocol.Imap => "imap",
        MailProtocol.Submission => "smtp",
        MailProtocol.ManageSieve => "managesieve",
    };
}
