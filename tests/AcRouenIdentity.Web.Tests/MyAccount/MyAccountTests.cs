using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MyAccount;

public sealed class MyAccountTests : IAsyncLifetime
{
    private const string NewPassword = "trois pommes bleues au fond du grenier";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/compte"), InlineData("/compte/cles"), InlineData("/compte/adresses"), InlineData("/compte/second-facteur"), InlineData("/compte/connexions"), InlineData("/compte/activite"), InlineData("/compte/mot-de-passe"), InlineData("/compte/activite?handler=File")]
    [InlineData("/compte/donnees"), InlineData("/compte/preferences"), InlineData("/compte/piratage"), InlineData("/connexion/messagerie-fermee")]
    public async Task Whoever_is_not_signed_in_is_sent_to_sign_in(string path)
    {
        using var stranger = host.NewBrowser();

        (await stranger.GetAsync(path)).Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task What_is_missing_is_said_with_where_to_get_it()
    {
        var page = await browser.GetAsync("/compte");

        page.Html.Should().Contain("Il manque encore");
        page.Document.QuerySelectorAll(".fr-alert a").Select(link => link.GetAttribute("href")).Should().Equal("/activer/adresse-de-secours", "/compte/cles");
    }

    [Fact]
    public async Task A_key_that_was_added_is_no_longer_missing()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.AddPasskeyAsync(authenticator);

        (await browser.GetAsync("/compte")).Document.QuerySelectorAll(".fr-alert a").Select(link => link.GetAttribute("href")).Should().Equal("/activer/adresse-de-secours");
    }

    [Fact]
    public async Task A_person_chooses_another_password_and_stays_signed_in_here_alone()
    {
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.ClaireMartin);
        var chosen = await ChooseAsync(NewPassword);

        chosen.Redirect!.AbsolutePath.Should().Be("/compte");
        (await browser.IsSignedInAsync()).Should().BeTrue();
        (await other.IsSignedInAsync()).Should().BeFalse();
        using var again = host.NewBrowser();
        (await again.SignInAsync("cmartin1", SamplePeople.Password)).Redirect.Should().BeNull("the old one is good for nothing");
        (await again.SignInAsync("cmartin1", NewPassword)).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task Whoever_changes_the_ways_in_is_seen_by_the_owner_at_their_address()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.AddPasskeyAsync(authenticator);
        await browser.PressAsync(await browser.GetAsync("/compte/cles"), "Supprimer cette clé");
        await ChooseAsync(NewPassword);
        var mails = await host.ReadMailsAsync();

        mails.Select(mail => mail.To).Should().AllBe("claire.martin@ac-rouen.fr");
        mails.Select(mail => mail.Subject).Should().Equal(
            "Une clé d'accès a été ajoutée à votre compte", "Une clé d'accès de votre compte a été supprimée", "Votre mot de passe a été changé");
        mails.Should().OnlyContain(mail => mail.Text.Contains($"{host.Address}compte/activite"));
    }

    [Fact]
    public async Task A_password_is_changed_only_by_who_has_just_proven_who_they_are()
    {
        var form = await browser.GetAsync("/compte/mot-de-passe");
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var late = await browser.SubmitAsync(form);

        late.Redirect!.PathAndQuery.Should().StartWith("/connexion?retour=").And.EndWith("verification=1");
        (await browser.GetAsync("/mot-de-passe/nouveau")).Redirect!.AbsolutePath.Should().Be("/connexion", "nobody was let choose");
    }

    [Fact]
    public async Task The_fresh_proof_of_somebody_else_opens_their_own_account_and_not_this_one()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var asked = await browser.GetAsync("/compte/cles");
        await browser.SignInAsync(SamplePeople.OdileRoux, asked.Redirect!.PathAndQuery);

        (await browser.GetAsync("/compte")).Html.Should().Contain("oroux1").And.NotContain("cmartin1");
    }

    [Fact]
    public async Task What_happened_is_told_in_words_the_newest_first()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.AddPasskeyAsync(authenticator);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(authenticator);
        var page = await browser.GetAsync("/compte/activite");

        Rows(page).Should().ContainInConsecutiveOrder("Connexion|Par clé d’accès", "Clé d’accès ajoutée|–", "Connexion|Par mot de passe");
    }

    [Fact]
    public async Task Whoever_was_refused_is_seen_by_the_owner()
    {
        using var thief = host.NewBrowser();
        await thief.SignInAsync("cmartin1", "un mot de passe au hasard");
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await Eventually.BeTrueAsync(async () => Rows(await browser.GetAsync("/compte/activite?quoi=SignIns")).Contains("Connexion refusée|Mot de passe faux"));
    }

    [Fact]
    public async Task A_filter_leaves_the_rest_out()
    {
        Rows(await browser.GetAsync("/compte/activite?quoi=WaysIn")).Should().BeEmpty();
        Rows(await browser.GetAsync("/compte/activite?quoi=SignIns")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Nobody_sees_what_happened_to_somebody_else()
    {
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.OdileRoux);

        Rows(await other.GetAsync("/compte/activite")).Count(row => row.StartsWith("Connexion|", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task What_is_older_than_a_year_is_not_shown()
    {
        var longAgo = host.Clock.GetUtcNow().AddDays(-366);
        await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.SignedIn).ExecuteUpdateAsync(update => update.SetProperty(entry => entry.At, longAgo)));

        Rows(await browser.GetAsync("/compte/activite?quoi=SignIns")).Should().BeEmpty();
    }

    [Fact]
    public async Task The_file_says_the_same_with_the_time_of_the_people_of_the_academie()
    {
        var file = await browser.GetAsync("/compte/activite?handler=File");

        file.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
        file.Response.Content.Headers.ContentDisposition!.FileName.Should().Be("activite.csv");
        file.Html.Should().Contain("Quand,Quoi,Précision").And.MatchRegex(@"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+0[12]:00,Connexion,Par mot de passe");
    }

    [Theory, InlineData("0"), InlineData("-3"), InlineData("999999999999"), InlineData("x")]
    public async Task A_sheet_that_does_not_exist_is_no_error(string sheet) =>
        (await browser.GetAsync($"/compte/activite?feuille={sheet}")).Status.Should().Be(HttpStatusCode.OK);

    private async Task<WebPage> ChooseAsync(string password)
    {
        var allowed = await browser.SubmitAsync(await browser.GetAsync("/compte/mot-de-passe"));
        var form = await browser.FollowAsync(allowed);
        var chosen = await browser.SubmitAsync(form, ("Form.Password", password), ("Form.Confirmation", password));
        return await browser.GetAsync(chosen.Redirect!.PathAndQuery);
    }

    private static List<string> Rows(WebPage page) => [.. page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent.Trim())))];
}
