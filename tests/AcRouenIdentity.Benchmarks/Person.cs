using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Benchmarks;

/// <summary>A browser and the application it signs in to, without any display. Each sign-in is that of a browser never seen before.</summary>
internal sealed partial class Person(Uri provider)
{
    private readonly HttpClient application = new() { BaseAddress = provider };
    private HttpClient? browser;

    public async Task<Tokens> SignInAsync(CancellationToken cancellationToken)
    {
        browser?.Dispose();
        browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = provider };
        var verifier = NewVerifier();

        var toPage = await RedirectAsync(await browser.GetAsync(AuthorizeAddress(verifier), cancellationToken));
        var page = await browser.GetStringAsync(toPage, cancellationToken);
        var form = new Dictionary<string, string>
        {
            ["Form.Name"] = SamplePeople.JeanNoelPetit.Login.ToString(),
            ["Form.Password"] = SamplePeople.Password,
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(FormToken().Match(page).Groups["token"].Value),
        };
        var back = await RedirectAsync(await browser.PostAsync(toPage, new FormUrlEncodedContent(form), cancellationToken));
        return await RedeemAsync(await RedirectAsync(await browser.GetAsync(back, cancellationToken)), verifier, cancellationToken);
    }

    /// <summary>The session is there already: no page is seen.</summary>
    public async Task<Tokens> SignInAgainAsync(CancellationToken cancellationToken)
    {
        var verifier = NewVerifier();
        return await RedeemAsync(await RedirectAsync(await browser!.GetAsync(AuthorizeAddress(verifier), cancellationToken)), verifier, cancellationToken);
    }

    public Task ReadSignInPageAsync(CancellationToken cancellationToken) => application.GetStringAsync("/connexion", cancellationToken);

    public Task ReadKeysAsync(CancellationToken cancellationToken) => application.GetByteArrayAsync("/.well-known/jwks", cancellationToken);

    public Task ReadDiscoveryAsync(CancellationToken cancellationToken) => application.GetByteArrayAsync("/.well-known/openid-configuration", cancellationToken);

    public Task<Tokens> RefreshAsync(Tokens tokens, CancellationToken cancellationToken) => AskTokensAsync(
        new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.RefreshToken }, cancellationToken);

    public async Task IntrospectAsync(Tokens tokens, CancellationToken cancellationToken)
    {
        var answer = await application.PostAsync("/connect/introspect", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = Provider.ResourceId,
            ["client_secret"] = Provider.Secret,
            ["token"] = tokens.AccessToken,
        }), cancellationToken);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
        if (!Active().IsMatch(text))
            throw new InvalidOperationException("The mail service was told that the token is dead.");
    }

    private Task<Tokens> RedeemAsync(Uri callback, string verifier, CancellationToken cancellationToken)
    {
        var code = Code().Match(callback.Query).Groups["code"].Value;
        if (code.Length == 0)
            throw new InvalidOperationException($"No code came back: {callback.AbsolutePath}.");
        return AskTokensAsync(
            new() { ["grant_type"] = "authorization_code", ["code"] = Uri.UnescapeDataString(code), ["redirect_uri"] = Provider.RedirectUri, ["code_verifier"] = verifier },
            cancellationToken);
    }

    private async Task<Tokens> AskTokensAsync(Dictionary<string, string> request, CancellationToken cancellationToken)
    {
        request["client_id"] = Provider.ClientId;
        request["client_secret"] = Provider.Secret;
        var answer = await application.PostAsync("/connect/token", new FormUrlEncodedContent(request), cancellationToken);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Tokens>(cancellationToken))!;
    }

    private async Task<Uri> RedirectAsync(HttpResponseMessage answer)
    {
        if (answer.Headers.Location is not { } location)
            throw new InvalidOperationException($"{(int)answer.StatusCode} instead of a redirect: {await answer.Content.ReadAsStringAsync()}");
        return new Uri(provider, location);
    }

    private static string AuthorizeAddress(string verifier)
    {
        var challenge = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));
        return "/connect/authorize?response_type=code&client_id=" + Provider.ClientId + "&redirect_uri=" + Uri.EscapeDataString(Provider.RedirectUri)
            + "&scope=openid%20profile%20email%20mail%20offline_access&state=s&nonce=n&code_challenge_method=S256&code_challenge=" + challenge;
    }

    private static string NewVerifier() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<token>[^"]+)""")]
    private static partial Regex FormToken();

    [GeneratedRegex("[?&]code=(?<code>[^&]+)")]
    private static partial Regex Code();

    [GeneratedRegex("\"active\"\\s*:\\s*true")]
    private static partial Regex Active();
}

internal sealed record Tokens(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string RefreshToken);
