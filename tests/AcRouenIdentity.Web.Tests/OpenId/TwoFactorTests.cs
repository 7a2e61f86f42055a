using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.SecondFactors;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Applications that ask for two factors, and what tokens say of those there were.</summary>
public sealed class TwoFactorTests : IAsyncLifetime
{
    private static readonly (string, string?) TwoFactors = ("acr_values", "eidas1-mfa");
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

    private async Task<string> ClassAndMethodsAsync(WebPage answered)
    {
        var body = Jwt.Body((await ent.RedeemAsync(ent.Answer(answered)["code"])).IdToken);
        return $"{body.GetProperty("acr").GetString()} {string.Join(' ', body.GetProperty("amr").EnumerateArray().Select(method => method.GetString()))}";
    }
}
