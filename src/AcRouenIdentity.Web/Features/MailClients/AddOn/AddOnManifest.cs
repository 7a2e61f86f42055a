using System.Text.Json.Nodes;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.AddOn;

/// <summary>What Thunderbird reads first: who the add-on is, and the provider that it declares (manifest key <c>oauth_provider</c>).</summary>
internal sealed class AddOnManifest(IOptions<MailClientsOptions> options, PublicAddress address)
{
    /// <summary>The first that knows the key.</summary>
    public const string OldestThunderbird = "140.0";

    public const string Icon = "icon.svg";

    /// <summary>Of what we write into the file; raised with any change of it.</summary>
    private const int Form = 1;

    private readonly MailClientsOptions settings = options.Value;

    /// <summary>By which Thunderbird knows the add-on, whichever its version.</summary>
    public string Id => $"thunderbird@{address.Host.Host.Trim('[', ']').Replace(':', '-')}";

    public string Version => $"{Form}.{settings.Thunderbird.Revision}";

    /// <summary>
    /// Where Thunderbird asks for a newer one. Without an address of our own it would ask the catalogue of Thunderbird, where anybody may put an add-on of that name; it takes none without TLS.
    /// </summary>
    public Uri? Updates => address.IsSecure ? address.Of(MailClientPaths.ThunderbirdUpdates.TrimStart('/')) : null;

    /// <summary>Of the servers that mail is read from and handed to, as Thunderbird compares them.</summary>
    public IReadOnlyList<string> Hosts =>
        [.. new[] { settings.Imap, settings.Submission }.OfType<MailServerOptions>().Select(server => server.Host.ToLowerInvariant()).Distinct()];

    public JsonObject Write(MailProgram program) => new()
    {
        ["manifest_version"] = 2,
        ["name"] = AddOnText.Name,
        ["description"] = AddOnText.Description,
        ["version"] = Version,
        ["default_locale"] = AddOnText.DefaultLocale,
        ["homepage_url"] = address.Of(MailClientPaths.Setup.TrimStart('/')).AbsoluteUri,
        ["icons"] = new JsonObject { ["48"] = Icon },
        ["browser_specific_settings"] = new JsonObject { ["gecko"] = Gecko() },
        ["oauth_provider"] = Provider(program),
    };

    private JsonObject Gecko()
    {
        var gecko = new JsonObject { ["id"] = Id, ["strict_min_version"] = OldestThunderbird };
        if (Updates is { } updates)
            gecko["update_url"] = updates.AbsoluteUri;
        return gecko;
    }

    // In the browser of the person, who may be signed in there already or have a passkey: hence a loopback address.
    private JsonObject Provider(MailProgram program) => new()
    {
        ["issuer"] = address.Host.Value,
        ["issuerIdentifier"] = address.Base.AbsoluteUri,
        ["clientId"] = program.ClientId,
        ["authorizationEndpoint"] = address.Of(OpenIdPaths.Authorize).AbsoluteUri,
        ["tokenEndpoint"] = address.Of(OpenIdPaths.Token).AbsoluteUri,
        ["redirectionEndpoint"] = program.Redirect.OriginalString,
        ["usePKCE"] = true,
        ["useExternalBrowser"] = true,
        ["hostnames"] = new JsonArray([.. Hosts.Select(host => JsonValue.Create(host))]),
        ["scopes"] = string.Join(' ', program.Scopes),
    };
}
