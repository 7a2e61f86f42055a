using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.AddOn;

/// <summary>
/// Thunderbird signs in by OAuth 2 where it knows the provider of a mail server, and learns none from autoconfig: an add-on tells it. This one is made from the configuration alone, the same octets for everybody on every node.
/// </summary>
internal sealed class ThunderbirdAddOn(IOptions<MailClientsOptions> options, ClientCatalog catalog, PublicAddress address, AddOnManifest manifest, AddOnIcon icon)
{
    public const string FileName = "messagerie-thunderbird.xpi";

    private static readonly JsonSerializerOptions ForReaders = new() { WriteIndented = true };
    private readonly MailClientsOptions settings = options.Value;

    /// <summary>Whether the configuration asks for it.</summary>
    public bool IsWanted => settings is { IsOffered: true, Thunderbird.ClientId: not null };

    public bool IsOffered => FindProgram() is not null;

    public Uri Address => address.Of(MailClientPaths.ThunderbirdAddOn.TrimStart('/'));

    /// <returns>Null where none is offered.</returns>
    public byte[]? Write() => FindProgram() is { } program
        ? AddOnArchive.Of([("manifest.json", AddOnText.Json(manifest.Write(program))), .. AddOnText.Locales(settings.Name), (AddOnManifest.Icon, icon.Content)])
        : null;

    /// <summary>What Thunderbird compares with its own (Extension Workshop, Updating your extension).</summary>
    /// <returns>Null where it would not ask.</returns>
    public byte[]? WriteUpdates() => manifest.Updates is not null && Write() is { } file ? AddOnText.Json(Updates(file)) : null;

    /// <summary>The file <c>policies.json</c> of machines that an administration looks after.</summary>
    public string Policies() => new JsonObject
    {
        ["policies"] = Of("ExtensionSettings", Of(manifest.Id, new JsonObject { ["installation_mode"] = "force_installed", ["install_url"] = Address.AbsoluteUri })),
    }.ToJsonString(ForReaders);

    private JsonObject Updates(byte[] file) => Of("addons", Of(manifest.Id, new JsonObject
    {
        ["updates"] = new JsonArray(new JsonObject
        {
            ["version"] = manifest.Version,
            ["update_link"] = Address.AbsoluteUri,
            ["update_hash"] = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}",
            ["applications"] = Of("gecko", new JsonObject { ["strict_min_version"] = AddOnManifest.OldestThunderbird }),
        }),
    }));

    // Thunderbird looks for no name without a dot.
    private MailProgram? FindProgram() =>
        IsWanted && manifest.Hosts.All(host => host.Contains('.')) && catalog.Find(settings.Thunderbird.ClientId) is { } client ? MailProgram.Of(client) : null;

    private static JsonObject Of(string name, JsonObject content) => new() { [name] = content };
}
