using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.SecondFactors;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.SecondFactors;

/// <summary>The application of codes: how it comes, is replaced and goes.</summary>
public sealed class EnrolmentTests : IAsyncLifetime
{
    private const string Confirm = "Vérifier et ajouter";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    private static Person Owner => SamplePeople.ClaireMartin;

    public async Task InitializeAsync()
    {
        host = await SecondFactorHost.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(Owner);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_application_counts_once_it_has_shown_a_code_and_its_owner_is_told()
    {
        await browser.AddAppAsync(host.Clock);

        (await browser.GetAsync(SecondFactorStory.Page)).Main.Should().Contain("Ajoutée le").And.NotContain(Confirm);
        (await host.ReadMailsAsync()).Should().ContainSingle().Which.Subject.Should().Be("Une application de codes a été ajoutée à votre compte");
        (await browser.GetAsync("/compte/activite")).Main.Should().Contain("Application de codes ajoutée");
    }

    [Fact]
    public async Task The_session_that_enrolled_it_has_two_factors_from_then_on()
    {
        await browser.AddAppAsync(host.Clock);

        (await host.MethodsOfSessionAsync(Owner)).Should().Be("pwd totp mfa");
    }

    [Fact]
    public async Task The_picture_and_the_link_hold_what_is_written()
    {
        var page = await browser.GetAsync(SecondFactorStory.Page);
        var link = page.Document.QuerySelector("a[href^='otpauth:']")!.GetAttribute("href")!;
        var secret = page.Document.QuerySelector("code.secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

        link.Should().StartWith("otpauth://totp/").And.Contain($"secret={secret}").And.Contain("cmartin1").And.Contain("issuer=");
        page.Document.QuerySelector("svg.qr path")!.GetAttribute("d").Should().StartWith("M4 4h7v");
        page.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task A_mistyped_code_is_refused_and_the_same_picture_stays()
    {
        var page = await browser.GetAsync(SecondFactorStory.Page);
        var app = CodeApp.Of(page, host.Clock);
        var refused = await browser.PressAsync(page, Confirm, ("Form.Code", app.WrongCode()));
        refused.Html.Should().Contain("Ce code n’est pas celui de ce compte");
        var added = await browser.PressAsync(refused, Confirm, ("Form.Code", app.Code()));

        added.Redirect!.Query.Should().Be("?fait=Enrolled");
    }

    [Theory, InlineData(120), InlineData(-300)]
    public async Task Whoever_has_a_telephone_with_a_wrong_clock_is_told_so(int late)
    {
        var page = await browser.GetAsync(SecondFactorStory.Page);
        var refused = await browser.PressAsync(page, Confirm, ("Form.Code", CodeApp.Of(page, host.Clock).Code(late)));

        refused.Html.Should().Contain("l’horloge de votre téléphone est fausse");
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task The_page_of_another_session_enrols_nothing()
    {
        using var thief = host.NewBrowser();
        await thief.SignInAsync(SamplePeople.BaoNguyen);
        var theirs = await thief.GetAsync(SecondFactorStory.Page);
        var state = theirs.Document.QuerySelector("input[name='Form.State']")!.GetAttribute("value")!;
        var answered = await browser.PressAsync(await browser.GetAsync(SecondFactorStory.Page), Confirm, ("Form.State", state), ("Form.Code", CodeApp.Of(theirs, host.Clock).Code()));

        answered.Html.Should().Contain("Cette page est restée ouverte trop longtemps");
        (await CountAsync()).Should().Be(0);
    }

    [Theory, InlineData(""), InlineData("AAAA"), InlineData("pas de la base 64"), InlineData("../../etc/passwd")]
    public async Task A_made_up_state_enrols_nothing(string state)
    {
        var answered = await browser.PressAsync(await browser.GetAsync(SecondFactorStory.Page), Confirm, ("Form.State", state), ("Form.Code", "123456"));

        answered.Html.Should().Contain("Cette page est restée ouverte trop longtemps");
    }

    [Fact]
    public async Task A_page_left_open_for_half_an_hour_shows_another_picture()
    {
        var page = await browser.GetAsync(SecondFactorStory.Page);
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await browser.SignInAsync(Owner, "/connexion?verification=1");
        var late = await browser.PressAsync(page, Confirm, ("Form.Code", CodeApp.Of(page, host.Clock).Code()));

        late.Html.Should().Contain("Cette page est restée ouverte trop longtemps");
        late.Document.QuerySelector("code.secret")!.TextContent.Should().NotBe(page.Document.QuerySelector("code.secret")!.TextContent);
    }

    [Fact]
    public async Task A_new_telephone_takes_the_place_of_the_old_one()
    {
        var old = await browser.AddAppAsync(host.Clock);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await browser.GetAsync($"{SecondFactorStory.Page}?autre=true");
        var app = CodeApp.Of(page, host.Clock);
        await browser.PressAsync(page, Confirm, ("Form.Code", app.Code()));
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var elsewhere = host.NewBrowser();
        var second = await elsewhere.GivePasswordAsync(Owner);

        (await elsewhere.GiveCodeAsync(second, old.Code())).Redirect.Should().BeNull();
        (await elsewhere.GiveCodeAsync(second, app.Code())).Redirect.Should().NotBeNull();
        (await CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Nothing_is_enrolled_at_a_computer_that_was_left_alone()
    {
        var page = await browser.GetAsync(SecondFactorStory.Page);
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var answered = await browser.PressAsync(page, Confirm, ("Form.Code", CodeApp.Of(page, host.Clock).Code()));

        answered.Redirect!.Query.Should().Contain("verification=1");
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_session_older_than_the_application_does_not_change_it_without_a_code()
    {
        await host.EnrolAsync(Owner);

        (await browser.GetAsync(SecondFactorStory.Page)).Redirect!.AbsolutePath.Should().Be("/connexion/second-facteur");
        (await browser.GetAsync("/compte/cles")).Redirect!.AbsolutePath.Should().Be("/connexion/second-facteur");
        (await browser.GetAsync("/compte/mot-de-passe")).Redirect!.AbsolutePath.Should().Be("/connexion/second-facteur");
    }

    [Fact]
    public async Task Removed_it_is_not_asked_for_any_more_and_its_owner_is_told()
    {
        await browser.AddAppAsync(host.Clock);
        var removed = await browser.PressAsync(await browser.GetAsync(SecondFactorStory.Page), "Retirer l’application de codes");
        using var elsewhere = host.NewBrowser();

        removed.Redirect!.Query.Should().Be("?fait=Removed");
        (await elsewhere.SignInAsync(Owner)).Redirect!.AbsolutePath.Should().Be("/");
        (await host.ReadMailsAsync()).Select(mail => mail.Subject).Should().Contain("L'application de codes de votre compte a été retirée");
    }

    [Fact]
    public async Task Its_secret_is_nowhere_in_clear()
    {
        var page = await browser.GetAsync(SecondFactorStory.Page);
        var secret = page.Document.QuerySelector("code.secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await browser.PressAsync(page, Confirm, ("Form.Code", CodeApp.Of(page, host.Clock).Code()));
        var stored = await host.AskAsync<IdentityDb, string>(db => db.AuthenticatorApps.Select(app => app.ProtectedSecret).SingleAsync());
        var facts = await host.AskAsync<IdentityDb, List<string>>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.AuthenticatorAppAdded).Select(entry => entry.Json).ToListAsync());

        stored.Should().NotContain(secret);
        facts.Should().ContainSingle().Which.Should().Be("{}");
    }

    private Task<int> CountAsync() => host.AskAsync<IdentityDb, int>(db => db.AuthenticatorApps.CountAsync());
}
