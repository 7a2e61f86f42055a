using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.SecondFactors;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Applications that ask for two factors, and what tokens say of those there were.</summary>
public sealed class TwoFactorTests : IAsyncLifetime
{
    private static readonly (string, string?) TwoFactors = ("acr_values", "eidas1-mfa");
    private static readonly (string, string?) NeededFactors = ("claims", """{"id_token":{"acr":{"essential":true,"value":"eidas1-mfa"}}}""");
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private SoftAuthenticator authenticator = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        ent = host.Ent();
        authenticator = new SoftAuthenticator(host.Address);
        using var enrolling = host.NewBrowser();
        await enrolling.SignInAsync(SamplePeople.ClaireMartin);
        await enrolling.AddPasskeyAsync(authenticator);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        authenticator.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_in_by_passkey_is_told_to_applications_as_two_factors()
    {
        await browser.SignInAsync(authenticator);

        (await ClassAndMethodsAsync(await browser.GetAsync(ent.AuthorizePath(TwoFactors)))).Should().Be("eidas1-mfa pop mfa");
    }

    [Fact]
    public async Task Whoever_signed_in_by_password_is_asked_for_more_and_gives_it_by_passkey()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(TwoFactors)));
        page.Heading.Should().Be("Seconde vérification");
        var answered = await browser.AnswerAsync(page, authenticator.Prove(await browser.AskAsync(page)));

        (await ClassAndMethodsAsync(await browser.FollowAsync(answered))).Should().Be("eidas1-mfa pwd pop mfa");
    }

    [Fact]
    public async Task A_code_of_an_application_is_told_as_it_is()
    {
        await browser.SignInAsync(SamplePeople.BaoNguyen);
        await browser.AddAppAsync(host.Clock);

        (await ClassAndMethodsAsync(await browser.GetAsync(ent.AuthorizePath(TwoFactors)))).Should().Be("eidas1-mfa pwd totp mfa");
    }

    [Fact]
    public async Task Whoever_has_a_second_factor_and_goes_on_without_is_told_as_having_given_one()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(TwoFactors)));
        var without = page.Document.QuerySelector("main .fr-links-group a")!.GetAttribute("href")!;

        (await ClassAndMethodsAsync(await browser.GetAsync(without))).Should().Be("eidas1 pwd");
    }

    [Fact]
    public async Task Whoever_has_but_a_password_is_shown_how_to_have_more_and_may_go_on_with_one_factor()
    {
        await browser.SignInAsync(SamplePeople.BaoNguyen);
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(TwoFactors)));
        page.Main.Should().Contain("L’application où vous allez demande un second facteur");
        page.Document.QuerySelector("main a.fr-btn")!.GetAttribute("href").Should().Be("/compte/second-facteur");
        var without = page.Document.QuerySelector("main .fr-links-group a")!.GetAttribute("href")!;

        (await ClassAndMethodsAsync(await browser.GetAsync(without))).Should().Be("eidas1 pwd");
    }

    [Fact]
    public async Task Two_factors_are_no_wish_of_an_application_that_takes_one_as_well()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        (await ClassAndMethodsAsync(await browser.GetAsync(ent.AuthorizePath(("acr_values", "eidas1 eidas1-mfa"))))).Should().Be("eidas1 pwd");
    }

    [Fact]
    public async Task A_silent_request_for_two_factors_shows_nothing_and_gives_nothing_less()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        ent.Answer(await browser.GetAsync(ent.AuthorizePath(TwoFactors, ("prompt", "none"))))["error"].Should().Be("login_required");
    }

    [Fact]
    public async Task A_password_given_after_a_passkey_is_one_factor_again()
    {
        await browser.SignInAsync(authenticator);
        await browser.SignInAsync(SamplePeople.ClaireMartin, "/connexion?verification=1");

        (await ClassAndMethodsAsync(await browser.GetAsync(ent.AuthorizePath()))).Should().Be("eidas1 pwd");
    }

    [Fact]
    public async Task An_application_that_cannot_do_without_two_factors_gets_them()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(NeededFactors)));
        page.Heading.Should().Be("Seconde vérification");

        var answered = await browser.AnswerAsync(page, authenticator.Prove(await browser.AskAsync(page)));

        (await ClassAndMethodsAsync(await browser.FollowAsync(answered))).Should().Be("eidas1-mfa pwd pop mfa");
    }

    [Fact]
    public async Task Whoever_gives_up_a_second_factor_that_is_needed_is_sent_back_without_a_code()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(NeededFactors)));
        var giveUp = page.Document.QuerySelector("main .fr-links-group a")!;

        giveUp.TextContent.Should().StartWith("Renoncer");
        ErrorOf(await browser.GetAsync(giveUp.GetAttribute("href")!)).Should().Be("unmet_authentication_requirements");
    }

    [Fact]
    public async Task A_proof_that_is_none_makes_no_wish_of_a_need()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(NeededFactors)));

        var again = await browser.AnswerAsync(page, "{}");

        again.Document.QuerySelector("main .fr-links-group a")!.TextContent.Should().StartWith("Renoncer");
    }

    [Fact]
    public async Task Whoever_has_no_second_factor_is_not_let_in_where_one_is_needed()
    {
        using var visitor = host.NewBrowser();
        var asked = await visitor.GetAsync(ent.AuthorizePath(NeededFactors));
        var page = await visitor.FollowAsync(await visitor.FollowAsync(await visitor.SignInAsync(SamplePeople.BaoNguyen, asked.Redirect!.PathAndQuery)));

        page.Main.Should().Contain("L’application où vous allez demande un second facteur");
        ErrorOf(await visitor.GetAsync(page.Document.QuerySelector("main .fr-links-group a")!.GetAttribute("href")!)).Should().Be("unmet_authentication_requirements");
    }

    [Fact]
    public async Task A_password_given_for_the_very_request_is_still_one_factor()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var asked = await browser.GetAsync(ent.AuthorizePath(NeededFactors, ("prompt", "login")));
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var proven = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery));
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var page = await browser.FollowAsync(proven);
        page.Heading.Should().Be("Seconde vérification");

        ErrorOf(await browser.GetAsync(page.Document.QuerySelector("main .fr-links-group a")!.GetAttribute("href")!)).Should().Be("unmet_authentication_requirements");
        var answered = await browser.AnswerAsync(page, authenticator.Prove(await browser.AskAsync(page)));
        (await ClassAndMethodsAsync(await browser.FollowAsync(answered))).Should().Be("eidas1-mfa pwd pop mfa");
    }

    [Fact]
    public async Task A_silent_request_that_needs_two_factors_gets_no_less()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        ErrorOf(await browser.GetAsync(ent.AuthorizePath(NeededFactors, ("prompt", "none")))).Should().Be("login_required");
    }

    [Theory]
    [InlineData("none")]
    [InlineData(null)]
    public async Task A_class_that_there_is_not_is_refused_before_anybody_signs_in(string? prompt)
    {
        using var visitor = host.NewBrowser();

        ErrorOf(await visitor.GetAsync(ent.AuthorizePath(("prompt", prompt), ("claims", """{"id_token":{"acr":{"essential":true,"values":["eidas3",1]}}}""")))).Should().Be("unmet_authentication_requirements");
    }

    [Theory]
    [InlineData("""{"value":"eidas1","essential":true}""", "eidas1")]
    [InlineData("""{"values":["eidas3","eidas1","eidas1-mfa"],"essential":true}""", "eidas1-mfa")]
    [InlineData("""{"value":"eidas1"}""", "eidas1-mfa")]
    [InlineData("""{"value":"eidas3"}""", "eidas1-mfa")]
    [InlineData("""{"essential":true}""", "eidas1-mfa")]
    public async Task Whoever_gave_two_factors_is_told_as_the_class_that_was_named(string acr, string told)
    {
        await browser.SignInAsync(authenticator);

        (await ClassAndMethodsAsync(await browser.GetAsync(ent.AuthorizePath(("claims", $$$"""{"id_token":{"acr":{{{acr}}}}}"""))))).Should().Be($"{told} pop mfa");
    }

    [Fact]
    public async Task A_class_that_is_rather_wished_for_is_a_wish()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(("claims", """{"id_token":{"acr":{"value":"eidas1-mfa"}}}"""))));
        page.Heading.Should().Be("Seconde vérification");
        var without = page.Document.QuerySelector("main .fr-links-group a")!;

        without.TextContent.Should().Be("Continuer sans second facteur");
        (await ClassAndMethodsAsync(await browser.GetAsync(without.GetAttribute("href")!))).Should().Be("eidas1 pwd");
    }

    [Fact]
    public async Task A_session_that_became_worth_less_gives_no_token_to_who_needs_more_until_it_is_worth_it_again()
    {
        using var roundcube = host.Roundcube();
        await browser.SignInAsync(authenticator);
        var tokens = await roundcube.RedeemAsync(await roundcube.GetCodeAsync(browser, NeededFactors));
        var code = await roundcube.GetCodeAsync(browser, NeededFactors);
        var other = await roundcube.RedeemAsync(await roundcube.GetCodeAsync(browser));

        await browser.SignInAsync(SamplePeople.ClaireMartin, "/connexion?verification=1");

        (await roundcube.RedeemAsync(code)).Error.Should().Be("invalid_grant");
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await roundcube.RefreshAsync(other.RefreshToken)).Has("access_token").Should().BeTrue("it needs no class");

        var page = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath(NeededFactors)));
        await browser.AnswerAsync(page, authenticator.Prove(await browser.AskAsync(page)));
        Jwt.Body((await roundcube.RefreshAsync(tokens.RefreshToken)).IdToken).GetProperty("acr").GetString().Should().Be("eidas1-mfa");
    }

    private string ErrorOf(WebPage answered) => ent.Answer(answered)["error"];

    private async Task<string> ClassAndMethodsAsync(WebPage answered)
    {
        var body = Jwt.Body((await ent.RedeemAsync(ent.Answer(answered)["code"])).IdToken);
        return $"{body.GetProperty("acr").GetString()} {string.Join(' ', body.GetProperty("amr").EnumerateArray().Select(method => method.GetString()))}";
    }
}
