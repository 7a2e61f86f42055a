using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>One run of a module: a browser, an application, and the person who signs in whenever they are asked to.</summary>
/// <param name="responseMode">As the plan has it; null: the default one.</param>
internal sealed class ConformanceRun(ProviderHost provider, RelyingParty application, string? responseMode) : IDisposable
{
    public PlainBrowser Browser { get; } = provider.NewBrowser();

    public RelyingParty Application => application;

    /// <summary>How often the person had to prove who they are.</summary>
    public int SignIns { get; private set; }

    public string PathOf(params (string Name, string? Value)[] changes) => application.AuthorizePath([("response_mode", responseMode), .. changes]);

    /// <summary>Goes through the authorization endpoint, and through the sign-in where it leads there.</summary>
    /// <returns>What the application receives, by the response mode of the plan.</returns>
    public async Task<IReadOnlyDictionary<string, string>> AuthorizeAsync(params (string Name, string? Value)[] changes) =>
        await ArriveAsync(await Browser.GetAsync(PathOf(changes)));

    public async Task<IReadOnlyDictionary<string, string>> ArriveAsync(WebPage page)
    {
        if (page.Redirect is { AbsolutePath: "/connexion" } asked)
        {
            SignIns++;
            page = await Browser.FollowAsync(await Browser.SignInAsync(ConformanceHost.Person, asked.PathAndQuery));
        }

        return Received(page);
    }

    /// <summary>The whole flow, with all that the suite checks in each of them.</summary>
    public async Task<TokenAnswer> SucceedAsync(params (string Name, string? Value)[] changes) => await RedeemAsync(await AuthorizeAsync(changes), changes);

    public async Task<TokenAnswer> RedeemAsync(IReadOnlyDictionary<string, string> answer, params (string Name, string? Value)[] changes)
    {
        answer.Should().ContainKey("code").And.NotContainKey("error");
        answer["state"].Should().Be(application.State);
        answer["iss"].Should().Be(provider.Address.ToString());
        var tokens = await application.RedeemAsync(answer["code"]);
        tokens.Get("token_type").Should().Be("Bearer");
        tokens.Json.GetProperty("expires_in").GetInt32().Should().BePositive();
        tokens.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        await CheckIdTokenAsync(tokens, changes.Any(change => change.Name == "nonce") ? changes.Single(change => change.Name == "nonce").Value : application.Nonce);
        return tokens;
    }

    public async Task CheckIdTokenAsync(TokenAnswer tokens, string? nonce)
    {
        var keys = new JsonWebKeySet((await application.GetJsonAsync("/.well-known/jwks")).GetRawText());
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(tokens.IdToken, new TokenValidationParameters
        {
            ValidIssuer = provider.Address.ToString(),
            ValidAudience = application.ClientId,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            LifetimeValidator = (_, expires, _, _) => expires > provider.Clock.GetUtcNow().UtcDateTime,
        });
        read.IsValid.Should().BeTrue(read.Exception?.Message);
        Jwt.Header(tokens.IdToken).TryGetProperty("kid", out _).Should().BeTrue();
        var body = Jwt.Body(tokens.IdToken);
        body.GetProperty("sub").GetString().Should().NotBeNullOrEmpty();
        body.GetProperty("iat").GetInt64().Should().BeInRange(provider.Seconds(-5), provider.Seconds(0));
        (body.TryGetProperty("nonce", out var told) ? told.GetString() : null).Should().Be(nonce);
        body.GetProperty("at_hash").GetString().Should().Be(HalfHash(tokens.AccessToken));
    }

    /// <summary>Userinfo, of the same person as the id_token, with claims of the types that OpenID Connect Core 5.1 gives them.</summary>
    public async Task<JsonElement> CheckUserInfoAsync(TokenAnswer tokens)
    {
        var told = await application.UserInfoAsync(tokens.AccessToken);
        CheckUserInfo(told, tokens);
        return told.Json;
    }

    public static void CheckUserInfo(TokenAnswer told, TokenAnswer tokens)
    {
        ((int)told.Status).Should().Be(200, told.Text);
        told.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        told.Get("sub").Should().Be(SubjectOf(tokens));
        foreach (var claim in told.Json.EnumerateObject())
            IsOfType(claim.Name, claim.Value.ValueKind).Should().BeTrue(claim.Name);
    }

    public static string SubjectOf(TokenAnswer tokens) => Jwt.Body(tokens.IdToken).GetProperty("sub").GetString()!;

    public static long SignedInAt(TokenAnswer tokens) => Jwt.Body(tokens.IdToken).GetProperty("auth_time").GetInt64();

    public static string LogoutPath(params (string Name, string? Value)[] parameters) => QueryHelpers.AddQueryString(
        "/connect/logout", parameters.Where(parameter => parameter.Value is not null).ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    public void Dispose()
    {
        Browser.Dispose();
        application.Dispose();
    }

    private IReadOnlyDictionary<string, string> Received(WebPage page)
    {
        if (responseMode is not "form_post")
            return application.Answer(page);

        page.Redirect.Should().BeNull();
        page.Form.GetAttribute("action").Should().Be(application.RedirectUri);
        page.Form.GetAttribute("method").Should().Be("post");
        return page.Form.QuerySelectorAll("input[type=hidden]").ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")!);
    }

    private static bool IsOfType(string claim, JsonValueKind kind) => claim switch
    {
        "email_verified" or "phone_number_verified" => kind is JsonValueKind.True or JsonValueKind.False,
        "address" => kind is JsonValueKind.Object,
        "updated_at" => kind is JsonValueKind.Number,
        _ => kind is JsonValueKind.String,
    };

    private static string HalfHash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, 16));
}
