using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class ResponseModeTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("OpenId:Clients:0:ResponseModes:0", "query"));
        browser = host.NewBrowser();
        ent = host.Ent();
        roundcube = host.Roundcube();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        roundcube.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_fragment_is_asked_for_and_given_and_holds_what_the_query_would()
    {
        var page = await browser.GetAsync(ent.AuthorizePath(("response_mode", "fragment")));

        page.Redirect!.Query.Should().BeEmpty();
        var answer = QueryHelpers.ParseQuery(page.Redirect.Fragment[1..]);
        answer["state"].ToString().Should().Be(ent.State);
        answer["iss"].ToString().Should().Be($"{host.Address}");
        (await ent.RedeemAsync(answer["code"]!)).IdToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_form_is_posted_to_the_application_by_a_script_that_our_policy_lets_run()
    {
        var page = await browser.GetAsync(ent.AuthorizePath(("response_mode", "form_post")));
        var script = await browser.GetAsync(page.Document.QuerySelector("script")!.GetAttribute("src")!);

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Form.GetAttribute("action").Should().Be(ent.RedirectUri);
        page.Response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("form-action 'self' http://localhost:5082;").And.Contain("script-src 'self';");
        page.Document.QuerySelectorAll("script").Should().OnlyContain(element => element.TextContent.Length == 0);
        script.Html.Should().Contain("submit()");
        page.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await ent.RedeemAsync(FieldsOf(page)["code"])).IdToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Without_script_a_button_in_the_persons_language_posts_the_form()
    {
        var page = await browser.GetAsync(ent.AuthorizePath(("response_mode", "form_post")));

        page.Document.DocumentElement.GetAttribute("lang").Should().Be("fr");
        page.Document.QuerySelector("main button")!.TextContent.Should().Be("Continuer vers l’application");
    }

    [Fact]
    public async Task What_an_application_sends_as_its_state_is_never_read_as_HTML()
    {
        const string state = "\"><script>alert(1)</script>";

        var page = await browser.GetAsync(ent.AuthorizePath(("response_mode", "form_post"), ("state", state)));

        FieldsOf(page)["state"].Should().Be(state);
        page.Document.QuerySelectorAll("script").Should().ContainSingle();
    }

    [Fact]
    public async Task Errors_go_the_way_that_the_answer_would()
    {
        using var stranger = host.NewBrowser();

        var posted = await stranger.GetAsync(ent.AuthorizePath(("response_mode", "form_post"), ("prompt", "none")));
        var early = await stranger.GetAsync(ent.AuthorizePath(("response_mode", "form_post"), ("scope", "openid tout")));
        var fragment = await stranger.GetAsync(ent.AuthorizePath(("response_mode", "fragment"), ("scope", "openid tout")));

        FieldsOf(posted)["error"].Should().Be("login_required");
        FieldsOf(posted)["iss"].Should().Be($"{host.Address}");
        FieldsOf(early)["error"].Should().Be("invalid_scope");
        fragment.Redirect!.Fragment.Should().Contain("error=invalid_scope").And.NotContain("code=");
    }

    [Fact]
    public async Task An_address_that_is_not_registered_gets_no_form_either()
    {
        var page = await browser.GetAsync(ent.AuthorizePath(("response_mode", "form_post"), ("redirect_uri", "https://evil.example/")));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Document.QuerySelectorAll("form").Should().BeEmpty();
        page.Response.Headers.GetValues("Content-Security-Policy").Single().Should().NotContain("evil.example");
    }

    [Theory]
    [InlineData("fragment")]
    [InlineData("form_post")]
    public async Task An_application_registered_for_the_query_is_answered_in_no_other_way(string mode)
    {
        var answer = roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath(("response_mode", mode))));

        answer["error"].Should().Be("invalid_request");
        roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath(("response_mode", "query")))).Should().ContainKey("code");
    }

    private static Dictionary<string, string> FieldsOf(WebPage page) =>
        page.Form.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
}
