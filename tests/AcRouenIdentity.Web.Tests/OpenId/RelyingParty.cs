using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>An application that speaks OpenID Connect to the provider, honestly unless a test bends it.</summary>
/// <param name="certificate">Shown to a provider that asks for one.</param>
internal sealed class RelyingParty(Uri provider, string clientId, string? secret, X509Certificate2? certificate = null) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = Showing(certificate) }) { BaseAddress = provider };

    public string ClientId => clientId;

    public string? Secret => secret;

    public string RedirectUri { get; init; } = "";

    public string Scope { get; init; } = "openid";

    public bool UsesPkce { get; init; } = true;

    public bool UsesBasic { get; init; }

    /// <summary>Makes the signed assertion that stands in for a secret.</summary>
    public Func<string>? Assertion { get; init; }

    /// <summary>Makes the proof that goes with a request of that method to that address (RFC 9449).</summary>
    public Func<string, string, string>? Proof { get; init; }

    /// <summary>What stands in the header of each request to the provider.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of the services (<c>resource</c>) that stand in each authorization and token request.</summary>
    public IReadOnlyList<string> Resources { get; set; } = [];

    public string State { get; } = "etat-0123456789";

    public string Nonce { get; } = "nonce-0123456789";

    public string Verifier { get; } = "verifier-0123456789-0123456789-0123456789-012345";

    public string AuthorizePath(params (string Name, string? Value)[] changes) =>
        PathOf(RequestOf(changes)) + string.Concat(Resources.Select(name => $"&resource={Uri.EscapeDataString(name)}"));

    public static string PathOf(Dictionary<string, string?> request) => QueryHelpers.AddQueryString("/connect/authorize", request.Where(parameter => parameter.Value is not null));

    /// <summary>Sends the request itself, as RFC 9126 has it, so that the browser brings no more than its address.</summary>
    public Task<TokenAnswer> PushAsync(params (string Name, string? Value)[] changes) => PostAsync("/connect/par", RequestOf(changes));

    public string PushedPath(TokenAnswer pushed) => PathOf(new() { ["client_id"] = clientId, ["request_uri"] = pushed.Get("request_uri") });

    private Dictionary<string, string?> RequestOf((string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = clientId,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = Scope,
            ["state"] = State,
            ["nonce"] = Nonce,
        };
        if (UsesPkce)
        {
            parameters["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
            parameters["code_challenge_method"] = "S256";
        }

        return Changed(parameters, changes);
    }

    /// <summary>Sends a signed-in browser through the authorization endpoint and takes the code that comes back.</summary>
    public async Task<string> GetCodeAsync(PlainBrowser browser, params (string Name, string? Value)[] changes)
    {
        var page = await browser.GetAsync(AuthorizePath(changes));
        return Answer(page)["code"];
    }

    /// <summary>Parameters of the redirect that ends at the application.</summary>
    public IReadOnlyDictionary<string, string> Answer(WebPage page)
    {
        page.Redirect.Should().NotBeNull("the browser should be sent back to the application, not shown:\n{0}", page.Html);
        page.Redirect!.GetLeftPart(UriPartial.Path).Should().Be(new Uri(RedirectUri).GetLeftPart(UriPartial.Path));
        return QueryHelpers.ParseQuery(page.Redirect!.Query).ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString());
    }

    public async Task<TokenAnswer> SignInAsync(PlainBrowser browser) => await RedeemAsync(await GetCodeAsync(browser));

    public Task<TokenAnswer> RedeemAsync(string code, params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string?> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = RedirectUri };
        if (UsesPkce)
            form["code_verifier"] = Verifier;
        return PostAsync("/connect/token", Changed(form, changes));
    }

    public Task<TokenAnswer> RefreshAsync(string refreshToken, params (string Name, string? Value)[] changes) =>
        PostAsync("/connect/token", Changed(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, changes));

    public Task<TokenAnswer> ExchangeAsync(string accessToken, string? scope, params (string Name, string? Value)[] changes) => PostAsync("/connect/token", Changed(
        new()
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["subject_token"] = accessToken,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["scope"] = scope,
        },
        changes));

    public Task<TokenAnswer> IntrospectAsync(string token) => PostAsync("/connect/introspect", new() { ["token"] = token });

    public Task<TokenAnswer> RevokeAsync(string token) => PostAsync("/connect/revoke", new() { ["token"] = token });

    public async Task<TokenAnswer> UserInfoAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await SendAsync(request);
    }

    /// <summary>With a token that is bound to a key.</summary>
    public async Task<TokenAnswer> UserInfoByProofAsync(string accessToken, params string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", accessToken);
        request.Headers.TryAddWithoutValidation("DPoP", proofs);
        return await SendAsync(request);
    }

    public async Task<TokenAnswer> PostAsync(string path, Dictionary<string, string?> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (Assertion is not null)
            form = Changed(
                new() { ["client_id"] = clientId, ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", ["client_assertion"] = Assertion() },
                form.Select(field => (field.Key, field.Value)));
        else if (UsesBasic)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")));
        else
            form = Changed(new() { ["client_id"] = clientId, ["client_secret"] = secret }, [.. form.Select(field => (field.Key, field.Value))]);
        var resources = path is "/connect/token" or "/connect/par" ? Resources : [];
        request.Content = new FormUrlEncodedContent(
            [.. form.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)), .. resources.Select(name => KeyValuePair.Create("resource", name))]);
        return await SendAsync(request);
    }

    public async Task<TokenAnswer> SendAsync(HttpRequestMessage request)
    {
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (Proof is not null && request.Method == HttpMethod.Post)
            request.Headers.TryAddWithoutValidation("DPoP", Proof("POST", new Uri(provider, request.RequestUri!).AbsoluteUri));
        return await ReadAsync(await http.SendAsync(request));
    }

    public async Task<JsonElement> GetJsonAsync(string path) => JsonDocument.Parse(await http.GetStringAsync(path)).RootElement;

    public void Dispose() => http.Dispose();

    /// <summary>The provider of a test has a certificate of an authority that nobody else knows.</summary>
    private static SslClientAuthenticationOptions Showing(X509Certificate2? certificate) => new()
    {
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=Relay",
        LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
    };

    private static Dictionary<string, string?> Changed(Dictionary<string, string?> form, IEnumerable<(string Name, string? Value)> changes)
    {
        foreach (var (name, value) in changes)
            form[name] = value;
        return form;
    }

    private static async Task<TokenAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new TokenAnswer(response, text);
    }
}

/// <summary>What a protocol endpoint answered.</summary>
internal sealed record TokenAnswer(HttpResponseMessage Response, string Text)
{
    public HttpStatusCode Status => Response.StatusCode;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string AccessToken => Get("access_token");

    public string RefreshToken => Get("refresh_token");

    public string IdToken => Get("id_token");

    public string? Error => Json.TryGetProperty("error", out var error) ? error.GetString() : null;

    public bool IsActive => Json.GetProperty("active").GetBoolean();

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    public string Get(string name) => Json.TryGetProperty(name, out var value) ? value.ToString() : throw new InvalidOperationException($"No {name} in {(int)Status} {Text}");
}

/// <summary>A JWT opened without checking it.</summary>
internal static class Jwt
{
    public static JsonElement Header(string token) => Part(token, 0);

    public static JsonElement Body(string token) => Part(token, 1);

    public static IEnumerable<string> Names(string token) => Body(token).EnumerateObject().Select(property => property.Name);

    private static JsonElement Part(string token, int index) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[index])).RootElement;
}
