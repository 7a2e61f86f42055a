using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.SecondFactors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.SecondFactors;

/// <summary>Roles that require more than a password.</summary>
public sealed class RequiredFactorTests : IAsyncLifetime
{
    private const string LastOne = "Votre rôle demande un second facteur et c’est le dernier";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private SoftAuthenticator authenticator = null!;

    private static Person Officer => SecondFactorHost.Officer;

    public async Task InitializeAsync()
    {
        host = await SecondFactorHost.StartAsync();
        browser = host.NewBrowser();
        authenticator = new SoftAuthenticator(host.Address);
    }

    public async Task DisposeAsync()
    {
        authenticator.Dispose();
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_officer_without_a_second_factor_is_led_to_add_one_and_then_let_in()
    {
        await browser.SignInAsync(Officer);
        var page = await browser.FollowAsync(await browser.GetAsync("/comptes"));
        page.Heading.Should().Be("Seconde vérification");
        page.Main.Should().Contain("Vous n’en avez pas encore");
        page.Document.QuerySelector("main a.fr-btn")!.GetAttribute("href").Should().Be(SecondFactorStory.Page);
        await browser.AddAppAsync(host.Clock);

        (await browser.GetAsync("/comptes")).Status.Should().Be(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stolen_password_of_an_officer_changes_nothing()
    {
        using var owner = host.NewBrowser();
        await owner.SignInAsync(Officer);
        await owner.AddAppAsync(host.Clock);
        var form = await owner.GetAsync("/chargements");
        await browser.GivePasswordAsync(Officer);
        var forced = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, form.Address) { Content = new FormUrlEncodedContent([]) });

        forced.Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task What_was_posted_with_one_factor_is_not_done_and_leads_back_to_the_page()
    {
        await browser.SignInAsync(Officer);
        var forced = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/chargements?handler=Upload") { Content = new FormUrlEncodedContent([]) });

        forced.Redirect!.PathAndQuery.Should().Be("/connexion/second-facteur?retour=%2Fchargements");
    }

    [Fact]
    public async Task Whoever_has_not_the_role_is_refused_and_learns_nothing_of_factors()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        (await browser.GetAsync("/comptes")).Status.Should().Be(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_officer_with_a_passkey_is_asked_for_it_after_the_password()
    {
        using var enrolling = host.NewBrowser();
        await enrolling.SignInAsync(Officer);
        await enrolling.AddPasskeyAsync(authenticator);
        var page = await browser.GivePasswordAsync(Officer, "/connexion?retour=%2Fcomptes");
        page.Main.Should().Contain("Prouvez aussi qui vous êtes avec une clé d’accès");
        var opened = await browser.AnswerAsync(page, authenticator.Prove(await browser.AskAsync(page)));

        (await browser.FollowAsync(opened)).Address.AbsolutePath.Should().Be("/comptes");
    }

    [Fact]
    public async Task A_session_of_one_factor_is_strengthened_where_it_is_needed_and_grows_no_younger()
    {
        await browser.SignInAsync(Officer);
        using var enrolling = host.NewBrowser();
        await enrolling.SignInAsync(Officer);
        var app = await enrolling.AddAppAsync(host.Clock);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var page = await browser.FollowAsync(await browser.GetAsync("/comptes?q=martin"));
        var opened = await browser.GiveCodeAsync(page, app.Code());

        opened.Redirect!.PathAndQuery.Should().Be("/comptes?q=martin");
        (await browser.GetAsync("/comptes")).Status.Should().Be(System.Net.HttpStatusCode.OK);
        (await browser.GetAsync("/compte/cles")).Redirect!.Query.Should().Contain("verification=1", "a code alone is no fresh proof");
    }

    [Fact]
    public async Task The_last_factor_of_an_officer_stays()
    {
        await browser.SignInAsync(Officer);
        await browser.AddAppAsync(host.Clock);
        var refused = await browser.PressAsync(await browser.GetAsync(SecondFactorStory.Page), "Retirer l’application de codes");

        refused.Html.Should().Contain(LastOne);
        (await FactorsAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Recovery_codes_do_not_stand_in_for_the_last_factor()
    {
        await browser.SignInAsync(Officer);
        await browser.AddAppAsync(host.Clock);
        await browser.MakeRecoveryCodesAsync();
        var refused = await browser.PressAsync(await browser.GetAsync(SecondFactorStory.Page), "Retirer l’application de codes");

        refused.Html.Should().Contain(LastOne);
    }

    [Fact]
    public async Task Two_tabs_that_each_remove_one_of_two_leave_one()
    {
        await browser.SignInAsync(Officer);
        await browser.AddAppAsync(host.Clock);
        await browser.AddPasskeyAsync(authenticator);
        var (apps, passkeys) = (await browser.GetAsync(SecondFactorStory.Page), await browser.GetAsync("/compte/cles"));
        await Task.WhenAll(browser.PressAsync(apps, "Retirer l’application de codes"), browser.PressAsync(passkeys, "Supprimer cette clé"));

        (await FactorsAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Nobody_else_is_asked_for_anything()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await browser.AddPasskeyAsync(authenticator);
        using var elsewhere = host.NewBrowser();

        (await elsewhere.SignInAsync(SamplePeople.ClaireMartin)).Redirect!.AbsolutePath.Should().Be("/");
    }

    [Fact]
    public async Task My_account_says_what_is_missing_to_an_officer()
    {
        await browser.SignInAsync(Officer);

        (await browser.GetAsync("/compte")).Main.Should().Contain("Votre rôle demande un second facteur, et vous n’en avez pas");
    }

    [Fact]
    public async Task Officers_need_one_unless_the_configuration_says_otherwise()
    {
        await using var usual = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["SecondFactors:RequiredFor:0"] = "Administrator", ["Roles:Administrators:0"] = Officer.Login.ToString() });
        using var administrator = usual.NewBrowser();
        await administrator.SignInAsync(Officer);

        (await administrator.GetAsync("/maintenance")).Redirect!.AbsolutePath.Should().Be("/connexion/second-facteur");
    }

    [Theory]
    [InlineData("Agent")]
    [InlineData("Supervisor")]
    [InlineData("Auditor")]
    [InlineData("Administrator")]
    [InlineData("ProvisioningOfficer")]
    public async Task Whoever_is_given_a_role_needs_one_without_any_other_setting(string role)
    {
        await using var usual = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["SecondFactors:IsRequired"] = "true", ["Roles:Grants:0:Role"] = role, ["Roles:Grants:0:Group"] = "assistance", ["Roles:Grants:0:Scope"] = "academie",
        });
        using var member = usual.NewBrowser();
        await member.SignInAsync(SamplePeople.FatouSarr);
        using var other = usual.NewBrowser();
        await other.SignInAsync(SamplePeople.TanguyKerbrat);

        (await member.GetAsync("/compte")).Main.Should().Contain("Votre rôle demande un second facteur");
        (await other.GetAsync("/compte")).Main.Should().NotContain("Votre rôle demande un second facteur");
    }

    [Fact]
    public async Task A_configuration_that_would_keep_everybody_from_enrolling_does_not_start()
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { ["SecondFactors:RequiredFor:0"] = "Staff" });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*Staff would keep everybody from the page*");
    }

    private async Task<int> FactorsAsync() =>
        await host.AskAsync<IdentityDb, int>(async db => await db.Passkeys.CountAsync() + await db.AuthenticatorApps.CountAsync());
}
