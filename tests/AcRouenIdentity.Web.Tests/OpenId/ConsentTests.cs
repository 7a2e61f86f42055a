using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>The portal is not of the académie here: people are asked what it may know. The webmail is.</summary>
public sealed class ConsentTests : IAsyncLifetime
{
    private const string Agree = "Accepter";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("OpenId:Clients:1:Consent", "Asked"));
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
    public async Task People_are_told_who_asks_for_what_and_agree_once()
    {
        var page = await browser.GetAsync(ent.AuthorizePath());
        page.Heading.Should().Be("Espace numérique de travail demande à vous connaître");
        page.Main.Should().Contain("localhost").And.Contain("Claire Martin").And.Contain("connaître votre adresse professionnelle").And.NotContain("ConsentScope");
        page.Response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("form-action 'self' http://localhost:5082;");

        var tokens = await ent.RedeemAsync(ent.Answer(await browser.PressAsync(page, Agree))["code"]);

        Jwt.Body(tokens.IdToken).GetProperty("nonce").GetString().Should().Be(ent.Nonce);
        ent.Answer(await browser.GetAsync(ent.AuthorizePath())).Should().ContainKey("code");
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(SamplePeople.ClaireMartin);
        ent.Answer(await elsewhere.GetAsync(ent.AuthorizePath(("prompt", "none")))).Should().ContainKey("code");
    }

    [Fact]
    public async Task Nobody_is_asked_for_an_application_of_the_academie()
    {
        roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath())).Should().ContainKey("code");
        roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath(("prompt", "consent")))).Should().ContainKey("code");
    }

    [Fact]
    public async Task Whoever_refuses_is_sent_back_and_asked_again_the_next_time()
    {
        var refused = await browser.PressAsync(await browser.GetAsync(ent.AuthorizePath()), "Refuser");

        ent.Answer(refused)["error"].Should().Be("access_denied");
        ent.Answer(refused)["state"].Should().Be(ent.State);
        (await ConsentsAsync()).Should().BeEmpty();
        (await browser.GetAsync(ent.AuthorizePath())).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_silent_request_shows_no_question() =>
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"))))["error"].Should().Be("consent_required");

    [Fact]
    public async Task More_is_asked_for_again_and_less_is_not()
    {
        await AgreeAsync(("scope", "openid profile"));

        var less = await browser.GetAsync(ent.AuthorizePath(("scope", "openid")));
        var more = await browser.GetAsync(ent.AuthorizePath(("scope", "openid email")));
        await browser.PressAsync(more, Agree);
        var both = await browser.GetAsync(ent.AuthorizePath(("scope", "openid profile email"), ("prompt", "none")));

        ent.Answer(less).Should().ContainKey("code");
        more.Heading.Should().Contain("demande à vous connaître");
        ent.Answer(both).Should().ContainKey("code");
    }

    [Fact]
    public async Task A_claim_asked_for_by_name_is_said_in_words_and_agreed_to_alone()
    {
        (string, string?) claims = ("claims", """{"id_token":{"given_name":null,"acr":null},"userinfo":{"email":{"essential":true},"phone_number":null}}""");
        var page = await browser.GetAsync(ent.AuthorizePath(("scope", "openid"), claims));
        page.Document.QuerySelectorAll("main .panel > ul > li").Select(line => line.TextContent).Should().Equal(
            "vous reconnaître d’une visite à l’autre", "connaître votre nom", "connaître votre adresse professionnelle");

        var tokens = await ent.RedeemAsync(ent.Answer(await browser.PressAsync(page, Agree))["code"]);

        Jwt.Names(tokens.IdToken).Should().Contain("given_name").And.NotContain("family_name");
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("scope", "openid"), ("prompt", "none"), claims))).Should().ContainKey("code");
        (await browser.GetAsync(ent.AuthorizePath(("scope", "openid"), ("claims", """{"id_token":{"family_name":null}}""")))).Heading.Should().Contain("demande à vous connaître");
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("scope", "openid profile"), ("prompt", "none"))))["error"].Should().Be("consent_required", "a claim is not its whole scope");
    }

    [Fact]
    public async Task A_claim_by_name_of_what_was_agreed_to_is_not_asked_about_again()
    {
        await AgreeAsync(("scope", "openid profile"));

        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("scope", "openid"), ("prompt", "none"), ("claims", """{"id_token":{"given_name":null}}""")))).Should().ContainKey("code");
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("scope", "openid"), ("prompt", "none"), ("claims", """{"userinfo":{"email":null}}"""))))["error"].Should().Be("consent_required");
    }

    [Fact]
    public async Task The_claims_that_are_agreed_to_are_those_that_were_asked_about()
    {
        var page = await browser.GetAsync(ent.AuthorizePath(("scope", "openid"), ("claims", """{"id_token":{"given_name":null}}""")));

        var answered = await browser.PressAsync(page, Agree, ("claims", """{"id_token":{"\ud800":null}}"""));

        ent.Answer(answered)["error"].Should().Be("invalid_request");
        (await ConsentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_the_application_may_not_ask_for_is_not_asked_about()
    {
        var page = await browser.GetAsync(ent.AuthorizePath(("scope", "openid"), ("claims", """{"userinfo":{"address":null,"numen":null}}""")));

        page.Document.QuerySelectorAll("main .panel > ul > li").Select(line => line.TextContent).Should().Equal("vous reconnaître d’une visite à l’autre");
    }

    [Fact]
    public async Task Every_claim_that_may_be_asked_for_has_its_words()
    {
        var claims = string.Join(',', ClaimTable.Rules.Select(rule => rule.Claim).Distinct().Select(claim => $"\"{claim}\":null"));
        await using var provider = await Applications.StartAsync(("OpenId:Clients:1:Consent", "Asked"), ("OpenId:Clients:1:Scopes:4", "address"));
        using var visitor = provider.NewBrowser();
        using var portal = provider.Ent();
        await visitor.SignInAsync(SamplePeople.ClaireMartin);

        var page = await visitor.GetAsync(portal.AuthorizePath(("scope", "openid"), ("claims", $"{{\"userinfo\":{{{claims}}}}}")));

        page.Main.Should().Contain("connaître l’adresse de votre établissement").And.Contain("connaître votre discipline").And.NotContain("ConsentClaim_");
        portal.Answer(await visitor.PressAsync(page, Agree)).Should().ContainKey("code");
    }

    [Fact]
    public async Task Prompt_consent_asks_even_whoever_agreed_before()
    {
        await AgreeAsync();

        var page = await browser.GetAsync(ent.AuthorizePath(("prompt", "consent")));

        ent.Answer(await browser.PressAsync(page, Agree)).Should().ContainKey("code");
    }

    [Fact]
    public async Task A_proof_and_the_question_come_once_each()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var asked = await browser.GetAsync(ent.AuthorizePath(("prompt", "login consent")));

        var question = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery));
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        ent.Answer(await browser.PressAsync(question, Agree)).Should().ContainKey("code");
    }

    [Fact]
    public async Task A_pushed_request_and_a_posted_answer_pass_by_the_question()
    {
        var question = await browser.GetAsync(ent.PushedPath(await ent.PushAsync(("response_mode", "form_post"))));
        question.Form.QuerySelector("input[name=nonce]").Should().BeNull();

        var answered = await browser.PressAsync(question, Agree);

        answered.Form.GetAttribute("action").Should().Be(ent.RedirectUri);
        answered.Form.QuerySelector("input[name=code]").Should().NotBeNull();
    }

    [Fact]
    public async Task An_application_cannot_agree_in_the_persons_place()
    {
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(host.Address, ent.AuthorizePath()).Query)
            .Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))
            .Append(KeyValuePair.Create("decision", "accord"));
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize") { Content = new FormUrlEncodedContent(fields) };

        var posted = await browser.SendAsync(forged);
        var asked = await browser.GetAsync(ent.AuthorizePath(("decision", "accord")));

        posted.Heading.Should().Contain("demande à vous connaître");
        asked.Heading.Should().Contain("demande à vous connaître");
        (await ConsentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_question_put_to_one_person_is_not_answered_by_another()
    {
        var question = await browser.GetAsync(ent.AuthorizePath());
        await browser.SignInAsync(SamplePeople.BaoNguyen, "/connexion?verification=1");

        var answered = await browser.PressAsync(question, Agree);

        answered.Redirect.Should().BeNull();
        answered.Main.Should().Contain($"Votre compte\u00a0: {SamplePeople.BaoNguyen.DisplayName}");
        (await ConsentsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("client_id", "inconnu")]
    public async Task What_is_changed_in_the_form_is_checked_like_any_request(string name, string value)
    {
        var answered = await browser.PressAsync(await browser.GetAsync(ent.AuthorizePath()), Agree, (name, value));

        answered.Status.Should().Be(HttpStatusCode.BadRequest);
        (await ConsentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_agreed_finds_it_in_their_account_and_takes_it_back()
    {
        var tokens = await ent.RedeemAsync(await AgreeAsync());
        await browser.SubmitAsync(await browser.GetAsync("/connect/logout"));
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var account = await browser.GetAsync("/compte/connexions");
        account.Main.Should().Contain("Espace numérique de travail");

        await browser.PressAsync(account, "Retirer l’accès Espace numérique de travail");

        (await ConsentsAsync()).Should().BeEmpty();
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"))))["error"].Should().Be("consent_required");
        (await ent.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Agreeing_leaves_its_trace()
    {
        await AgreeAsync();

        (await host.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.ConsentGiven))).Should().Be(1);
    }

    private async Task<string> AgreeAsync(params (string Name, string? Value)[] changes) =>
        ent.Answer(await browser.PressAsync(await browser.GetAsync(ent.AuthorizePath(changes)), Agree))["code"];

    private Task<List<Consent>> ConsentsAsync() => host.AskAsync((IdentityDb db) => db.Set<Consent>().AsNoTracking().ToListAsync());
}
