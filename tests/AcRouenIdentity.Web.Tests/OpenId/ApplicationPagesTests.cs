using System.Net;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed partial class ApplicationPagesTests : IAsyncLifetime
{
    private const string New = "/applications/nouvelle?modele=SimpleWebmail";
    private const string Card = "/applications/fiche/cantine";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()), ("Roles:Administrators:1", SamplePeople.ClaireMartin.Login.ToString()));
        browser = await SignedInAsync(SamplePeople.OdileRoux);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_application_is_added_from_a_template_and_signs_people_in_a_minute_later()
    {
        var templates = await browser.GetAsync("/applications/nouvelle");
        var added = await AddAsync();
        using var canteen = host.Play("cantine", SecretOn(added));
        using var visitor = await SignedInAsync(SamplePeople.BaoNguyen);

        templates.Document.QuerySelectorAll("a[href*='modele=']").Should().HaveCount(5);
        added.Main.Should().Contain("Notez ce secret maintenant");
        added.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await canteen.SignInAsync(visitor)).RefreshToken.Should().NotBeEmpty();
        (await browser.GetAsync("/applications")).Main.Should().Contain("Cantine").And.Contain("Messagerie").And.Contain("configuration");
        var card = await browser.GetAsync(Card);
        card.Main.Should().Contain(host.Address.ToString()).And.Contain("/.well-known/openid-configuration").And.Contain(RegistrationStory.ReturnAddress).And.Contain("Dernière utilisation le");
        card.Document.QuerySelector(".figures dd")!.TextContent.Should().Be("1");
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_nowhere_else()
    {
        var secret = SecretOn(await AddAsync());

        foreach (var path in new[] { "/applications", Card, $"{Card}/reglages", $"{Card}/secret", $"{Card}/etat", "/applications?handler=File", $"{Card}?handler=File", New })
            (await browser.GetAsync(path)).Html.Should().NotContain(secret, path);
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.Select(entry => entry.Json).ToListAsync())).Should().NotContain(json => json.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("javascript:alert(1)", "il faut https")]
    [InlineData("https://*.exemple.fr/retour", "joker")]
    [InlineData("https://moi@exemple.fr/retour", "nom d’utilisateur")]
    [InlineData("https://exemple.fr/retour#ici", "fragment")]
    [InlineData("http://exemple.fr/retour", "seule une adresse locale")]
    [InlineData("retour", "pas une adresse complète")]
    [InlineData("", "au moins une adresse de retour")]
    public async Task An_unsafe_address_is_refused_beside_its_field_and_what_was_typed_stays(string address, string reason)
    {
        var refused = await AddAsync(("Form.RedirectUris", address));

        refused.Document.QuerySelector("#Form-RedirectUris-messages")!.TextContent.Should().Contain(reason);
        refused.Document.QuerySelector("input[name='Form.Name']")!.GetAttribute("value").Should().Be("Cantine");
        (await CountAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("ENT")]
    [InlineData("Roundcube")]
    [InlineData("roundcube")]
    public async Task An_identifier_of_the_configuration_is_taken_in_any_case(string id)
    {
        var refused = await AddAsync(("Form.Id", id));

        refused.Document.QuerySelector("#Form-Id-messages")!.TextContent.Should().Contain("déjà pris");
        (await CountAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("../etat")]
    [InlineData("<b>")]
    [InlineData("")]
    public async Task An_identifier_of_other_characters_is_refused(string id)
    {
        (await AddAsync(("Form.Id", id))).Document.QuerySelector("#Form-Id-messages")!.TextContent.Should().Contain("de 1 à 100 lettres");
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_script_in_the_name_is_shown_as_the_text_it_is()
    {
        const string script = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        var added = await AddAsync(("Form.Name", script));
        await ChangeAsync(("Form.Consent", nameof(ConsentUse.Asked)));
        using var canteen = host.Play("cantine", SecretOn(added));
        var asked = await browser.GetAsync(canteen.AuthorizePath());
        await DisableAsync();

        foreach (var page in new[] { added, asked, await browser.GetAsync("/applications"), await browser.GetAsync(Card), await browser.GetAsync($"{Card}/etat"), await browser.GetAsync(canteen.AuthorizePath()) })
        {
            page.Document.QuerySelectorAll("script:not([src]), img[onerror]").Should().BeEmpty();
            page.Main.Should().Contain("<script>alert(1)</script>");
        }
    }

    [Fact]
    public async Task Every_setting_is_changed_and_the_trail_says_which()
    {
        await AddAsync();

        var saved = await ChangeAsync(
            ("Form.Name", "Cantines"), ("Form.Scopes", "openid"), ("Form.Scopes", "email"), ("Form.ResponseModes", "form_post"), ("Form.Pkce", nameof(PkceUse.Required)),
            ("Form.Subject", nameof(SubjectKind.Pairwise)), ("Form.IdTokenAlgorithm", "ES256"), ("Form.PushedRequests", nameof(PushedRequestUse.Required)));

        saved.Main.Should().Contain("Les réglages sont enregistrés.").And.Contain("Cantines").And.Contain("form_post").And.Contain("propre à l’application");
        var changed = await host.AskAsync((IdentityDb db) => db.AuditEntries.Where(entry => entry.Kind == AuditKind.ApplicationChanged).Select(entry => entry.Json).ToListAsync());
        changed.Should().HaveCount(6).And.OnlyContain(json => json.Contains("administrator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_administrators_the_second_is_told_what_the_first_saved_and_decides()
    {
        await AddAsync();
        using var other = await SignedInAsync(SamplePeople.ClaireMartin);
        var mine = await browser.GetAsync($"{Card}/reglages");
        await other.SubmitAsync(await other.GetAsync($"{Card}/reglages"), [.. Ticked, ("Form.Name", "Cantine de Claire")]);

        var told = await browser.SubmitAsync(mine, [.. Ticked, ("Form.Name", "Cantine d’Odile")]);
        var between = (await browser.GetAsync(Card)).Heading;
        var saved = await browser.FollowAsync(await browser.SubmitAsync(told, Ticked));

        told.Main.Should().Contain("Une autre personne a modifié").And.Contain("Enregistré par cmartin1").And.Contain("Cantine de Claire");
        between.Should().Be("Cantine de Claire");
        saved.Heading.Should().Be("Cantine d’Odile");
    }

    [Fact]
    public async Task A_new_secret_is_shown_once_and_the_card_says_how_long_the_old_one_counts()
    {
        using var before = host.Play("cantine", SecretOn(await AddAsync()));
        var form = await browser.GetAsync($"{Card}/secret");
        using var after = host.Play("cantine", SecretOn(await browser.SubmitAsync(form, ("Form.Overlap", "Week"))));
        var late = await browser.SubmitAsync(form, ("Form.Overlap", "None"));

        (await before.PushAsync()).Error.Should().BeNullOrEmpty();
        (await after.PushAsync()).Error.Should().BeNullOrEmpty();
        (await browser.GetAsync(Card)).Main.Should().Contain("L’ancien secret sert encore jusqu’au");
        late.Main.Should().Contain("Rien n’est fait");
        late.Document.QuerySelector("#secret-value").Should().BeNull();
    }

    [Fact]
    public async Task Disabled_enabled_and_removed_after_being_asked_twice()
    {
        await AddAsync();
        var disabled = await DisableAsync();
        var enabled = await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync($"{Card}/etat"), "Réactiver"));
        var served = await browser.PostFormAsync($"{Card}/etat?handler=Remove", ("Version", $"{(await host.VersionOfAsync("cantine")).Version}"), ("sure", "true"));
        await DisableAsync();
        var unsure = await browser.PressAsync(await browser.GetAsync($"{Card}/etat"), "Retirer l’application");
        var removed = await browser.FollowAsync(await browser.PressAsync(unsure, "Retirer l’application", ("sure", "true")));

        disabled.Main.Should().Contain("L’application est désactivée");
        enabled.Main.Should().Contain("L’application est de nouveau servie.");
        served.Main.Should().Contain("une application désactivée");
        unsure.Main.Should().Contain("Cochez la case pour confirmer.");
        removed.Main.Should().Contain("retirée définitivement").And.NotContain("Cantine");
        (await browser.GetAsync(Card)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/applications/fiche/ent/reglages")]
    [InlineData("/applications/fiche/ent/secret")]
    [InlineData("/applications/fiche/ent/etat")]
    [InlineData("/applications/fiche/personne")]
    [InlineData("/applications/fiche/personne/reglages")]
    [InlineData("/applications/fiche/CANTINE/etat")]
    public async Task What_is_of_the_configuration_or_nobodys_has_no_page_to_change_it(string path) => (await browser.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task Posts_to_forged_identifiers_change_nothing()
    {
        foreach (var path in new[] { "/applications/fiche/ent/etat?handler=Disable", "/applications/fiche/ent/secret", "/applications/fiche/ent/reglages", "/applications/fiche/personne/etat?handler=Remove" })
            (await browser.PostFormAsync(path, ("Version", "1"), ("Form.Version", "1"), ("sure", "true"))).Status.Should().Be(HttpStatusCode.NotFound, path);
    }

    [Theory]
    [InlineData(New)]
    [InlineData($"{Card}/reglages")]
    [InlineData($"{Card}/secret")]
    [InlineData($"{Card}/etat?handler=Disable")]
    [InlineData($"{Card}/etat?handler=Remove")]
    [InlineData("/applications/importer?handler=Apply")]
    [InlineData("/applications/deconnexions?handler=Retry")]
    public async Task A_form_of_another_site_changes_nothing(string path)
    {
        await AddAsync();
        var before = await host.VersionOfAsync("cantine");
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent([new("Form.Name", "Volée"), new("Form.Id", "volee"), new("Version", $"{before.Version}"), new("Form.Version", $"{before.Version}")]);

        var answer = await browser.SendAsync(request);

        answer.Redirect?.Query.Should().NotContain("fait=");
        (await host.VersionOfAsync("cantine")).Should().Be(before);
        (await CountAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("/applications")]
    [InlineData("/applications?handler=File")]
    [InlineData(New)]
    [InlineData(Card)]
    [InlineData($"{Card}/secret")]
    [InlineData("/applications/importer")]
    [InlineData("/applications/deconnexions")]
    public async Task Nobody_but_an_administrator_opens_them(string path)
    {
        await AddAsync();
        using var stranger = host.NewBrowser();
        using var teacher = await SignedInAsync(SamplePeople.BaoNguyen);

        (await stranger.GetAsync(path)).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await teacher.GetAsync(path)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_proved_who_they_are_too_long_ago_proves_it_again_before_a_change()
    {
        await AddAsync();
        var form = await browser.GetAsync($"{Card}/secret");
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        (await browser.SubmitAsync(form)).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await browser.GetAsync($"{Card}/reglages")).Redirect!.Query.Should().Contain("verification=1");
        (await browser.GetAsync(Card)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_administrator_without_a_second_factor_is_sent_to_add_one_first()
    {
        await using var strict = await Applications.StartAsync(("SecondFactors:IsRequired", "true"), ("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()));
        using var alone = strict.NewBrowser();
        await alone.SignInAsync(SamplePeople.OdileRoux);

        foreach (var path in new[] { "/applications", New, "/applications/fiche/ent", "/applications/importer", "/applications/deconnexions" })
            (await alone.GetAsync(path)).Redirect!.AbsolutePath.Should().Be("/connexion/second-facteur", path);
    }

    private static readonly (string, string)[] Ticked = [.. new[] { "openid", "profile", "email", "mail", "offline_access" }.Select(scope => ("Form.Scopes", scope))];

    private async Task<PlainBrowser> SignedInAsync(Domain.People.Person person)
    {
        var signedIn = host.NewBrowser();
        await signedIn.SignInAsync(person);
        return signedIn;
    }

    private async Task<WebPage> AddAsync(params (string Name, string Value)[] fields) => await browser.SubmitAsync(
        await browser.GetAsync(New), [("Form.Name", "Cantine"), ("Form.Id", "cantine"), ("Form.RedirectUris", RegistrationStory.ReturnAddress), .. fields]);

    private async Task<WebPage> ChangeAsync(params (string Name, string Value)[] fields)
    {
        var scopes = fields.Any(field => field.Name == "Form.Scopes") ? [] : Ticked;
        return await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"{Card}/reglages"), [.. scopes, .. fields]));
    }

    private async Task<WebPage> DisableAsync() => await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync($"{Card}/etat"), "Désactiver"));

    private Task<int> CountAsync() => host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().CountAsync());

    private static string SecretOn(WebPage page)
    {
        var secret = page.Document.QuerySelector("#secret-value")?.TextContent ?? "";
        SecretForm().IsMatch(secret).Should().BeTrue(page.Main);
        return secret;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{43}\z")]
    private static partial Regex SecretForm();
}
