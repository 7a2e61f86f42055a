using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Parameters of OpenID Connect Core 3.1.2.1 and 6 that say how, not what.</summary>
public sealed class RequestParameterTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        ent = host.Ent();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("display", "page")]
    [InlineData("display", "popup")]
    [InlineData("display", "hologramme")]
    [InlineData("ui_locales", "xx tlh")]
    [InlineData("claims_locales", "se")]
    [InlineData("acr_values", "urn:inconnu 42")]
    [InlineData("extra", "foobar")]
    [InlineData("claims", "{\"userinfo\":{\"licorne\":{\"essential\":true}}}")]
    [InlineData("claims", "")]
    [InlineData("login_hint", "personne")]
    [InlineData("prompt", "")]
    public async Task What_we_do_not_know_changes_nothing(string name, string value)
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        var tokens = await ent.RedeemAsync(await ent.GetCodeAsync(browser, (name, value)));

        Jwt.Body(tokens.IdToken).GetProperty("acr").GetString().Should().Be("eidas1");
    }

    [Theory]
    [InlineData("en", "Sign in to your academic account")]
    [InlineData("de en-GB fr", "Sign in to your academic account")]
    [InlineData("fr", "Se connecter à mon compte académique")]
    public async Task The_sign_in_page_speaks_the_language_that_the_application_asks_for(string locales, string heading)
    {
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(("ui_locales", locales))));

        page.Heading.Should().Be(heading);
    }

    [Theory]
    [InlineData("request", "eyJhbGciOiJub25lIn0.eyJyZWRpcmVjdF91cmkiOiJodHRwczovL2V2aWwuZXhhbXBsZSJ9.", "request_not_supported")]
    [InlineData("request", "n'importe quoi", "request_not_supported")]
    [InlineData("request_uri", "https://evil.example/request", "request_uri_not_supported")]
    [InlineData("request_uri", "http://127.0.0.1:1/", "request_uri_not_supported")]
    public async Task Request_objects_are_refused_by_their_name_and_nothing_is_fetched(string name, string value, string error)
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        var answer = ent.Answer(await browser.GetAsync(ent.AuthorizePath((name, value))));

        answer["error"].Should().Be(error);
        answer["state"].Should().Be(ent.State);
        answer.Should().NotContainKey("code");
    }

    [Fact]
    public async Task A_hint_fills_the_form_and_tells_nobody_whether_the_person_exists()
    {
        var known = await SignInPageAsync("cmartin1");
        var unknown = await SignInPageAsync("zinconnu9");

        known.Should().Be(unknown.Replace("zinconnu9", "cmartin1", StringComparison.Ordinal));
        known.Should().Contain("value=\"cmartin1\"");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" autofocus onfocus=\"alert(1)")]
    public async Task A_hint_that_is_no_name_fills_nothing(string hint) =>
        (await SignInPageAsync(hint)).Should().NotContain("alert(1)\"").And.NotContain("<script>alert");

    [Fact]
    public async Task Select_account_lets_somebody_else_sign_in()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var asked = await browser.GetAsync(ent.AuthorizePath(("prompt", "select_account")));
        var answered = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.BaoNguyen, asked.Redirect!.PathAndQuery));
        var tokens = await ent.RedeemAsync(ent.Answer(answered)["code"]);

        Jwt.Body(tokens.IdToken).GetProperty("preferred_username").GetString().Should().Be("bnguyen1");
    }

    [Fact]
    public async Task A_silent_request_of_somebody_signed_in_tells_the_same_person_and_the_first_time()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var first = Jwt.Body((await ent.SignInAsync(browser)).IdToken);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var second = Jwt.Body((await ent.RedeemAsync(await ent.GetCodeAsync(browser, ("prompt", "none"), ("max_age", "15000")))).IdToken);

        second.GetProperty("sub").GetString().Should().Be(first.GetProperty("sub").GetString());
        second.GetProperty("auth_time").GetInt64().Should().Be(first.GetProperty("auth_time").GetInt64());
    }

    [Fact]
    public async Task The_hint_of_a_token_of_ours_is_good_long_after_the_token_ended()
    {
        await browser.SignInOnOwnDeviceAsync(SamplePeople.ClaireMartin);
        var tokens = await ent.SignInAsync(browser);
        host.Clock.Advance(TimeSpan.FromMinutes(25));

        var answer = ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"), ("id_token_hint", tokens.IdToken))));

        answer.Should().ContainKey("code");
    }

    [Theory]
    [InlineData("unsigned", "none")]
    [InlineData("unsigned", null)]
    [InlineData("forged", "none")]
    [InlineData("access_token", "none")]
    [InlineData("garbage", null)]
    public async Task A_hint_that_is_no_id_token_of_ours_is_refused_and_vouches_for_nobody(string kind, string? prompt)
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var tokens = await ent.SignInAsync(browser);
        var parts = tokens.IdToken.Split('.');
        var hint = kind switch
        {
            "unsigned" => $"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{parts[1]}.",
            "forged" => $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}",
            "access_token" => tokens.AccessToken,
            _ => "rien",
        };

        var answer = ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", prompt), ("id_token_hint", hint))));

        answer["error"].Should().Be("invalid_request");
        answer.Should().NotContainKey("code");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    public async Task A_request_posted_in_another_form_than_forms_is_refused(string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize");
        request.Content = new StringContent("{\"client_id\":\"ent\"}");
        request.Content.Headers.ContentType = new(type);

        var page = await browser.SendAsync(request);

        page.Status.Should().Be(HttpStatusCode.UnsupportedMediaType);
        page.Redirect.Should().BeNull();
    }

    private async Task<string> SignInPageAsync(string hint)
    {
        using var visitor = host.NewBrowser();
        var page = await visitor.FollowAsync(await visitor.GetAsync(ent.AuthorizePath(("login_hint", hint))));
        foreach (var token in page.Document.QuerySelectorAll("input[name=__RequestVerificationToken]"))
            token.Remove();
        return page.Document.QuerySelector("main")!.OuterHtml;
    }
}
