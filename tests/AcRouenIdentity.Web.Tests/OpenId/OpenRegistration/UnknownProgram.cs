using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.OpenRegistration;

/// <summary>A mail program of strangers, which registers itself as draft-ietf-mailmaint-oauth-public has it.</summary>
internal static class UnknownProgram
{
    public const string Name = "Courrielleur";
    public const string MailScope = "urn:ietf:params:oauth:scope:mail";
    public const string LoopbackAddress = "http://127.0.0.1:49152/retour";

    /// <summary>The setting that lets it.</summary>
    public static (string Key, string? Value) Open => ("OpenId:OpenRegistration:For", "MailPrograms");

    public static JsonObject Metadata(params (string Name, JsonNode? Value)[] changes)
    {
        var metadata = new JsonObject
        {
            ["client_name"] = Name,
            ["client_uri"] = "https://courrielleur.example/",
            ["logo_uri"] = "https://courrielleur.example/logo.png",
            ["redirect_uris"] = new JsonArray("http://127.0.0.1/retour"),
            ["token_endpoint_auth_method"] = "none",
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token"),
            ["response_types"] = new JsonArray("code"),
            ["scope"] = $"{MailScope} openid offline_access",
            ["software_id"] = "courrielleur",
            ["software_version"] = "2.0",
        };
        foreach (var (name, value) in changes)
            metadata[name] = value;
        return metadata;
    }

    public static Task<TokenAnswer> RegisterProgramAsync(this ProviderHost host, params (string Name, JsonNode? Value)[] changes) =>
        host.PostRegistrationAsync(Encoding.UTF8.GetBytes(Metadata(changes).ToJsonString()), "application/json", source: null);

    /// <param name="source">Where it says that it comes from, where proxies are trusted.</param>
    public static async Task<TokenAnswer> PostRegistrationAsync(this ProviderHost host, byte[] body, string contentType, string? source)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/register") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (source is not null)
            request.Headers.Add("X-Forwarded-For", source);
        var response = await http.SendAsync(request);
        return new TokenAnswer(response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Registers, and plays it.</summary>
    public static async Task<RelyingParty> PlayProgramAsync(this ProviderHost host, params (string Name, JsonNode? Value)[] changes) =>
        host.PlayProgram((await host.RegisterProgramAsync(changes)).Get("client_id"), LoopbackAddress);

    public static RelyingParty PlayProgram(this ProviderHost host, string id, string address) => new(host.Address, id, secret: null)
    {
        RedirectUri = address,
        Scope = $"openid {MailScope} offline_access",
    };

    /// <summary>Its owner, who is signed in, lets it in.</summary>
    public static async Task<TokenAnswer> LetInAsync(this RelyingParty program, PlainBrowser browser) => await program.RedeemAsync(await program.AgreeAsync(browser));

    /// <returns>The code.</returns>
    public static async Task<string> AgreeAsync(this RelyingParty program, PlainBrowser browser, params (string Name, string? Value)[] changes) =>
        program.Answer(await browser.PressAsync(await browser.GetAsync(program.AuthorizePath(changes)), "Donner l’accès"))["code"];
}
