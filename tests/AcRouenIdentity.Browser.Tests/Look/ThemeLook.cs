using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.Alarms.Contests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>What holds for every page in every theme.</summary>
public abstract class ThemeLook(Chromium chromium, ThemedSite site)
{
    protected Chromium Chromium { get; } = chromium;

    protected ProviderHost Host => site.Host;

    /// <summary>Of an application that is not of the académie.</summary>
    private const string ConsentPath =
        "/connect/authorize?client_id=cahier&redirect_uri=https://cahier.exemple.fr/retour&response_type=code&scope=openid%20profile%20email%20academie%20offline_access"
        + "&prompt=consent&state=etat&code_challenge=NhNdt6-1AQ3W6OC_9Pevodvq5NVTQbJpw79rOmCaaPE&code_challenge_method=S256";

    [SkippableTheory]
    [MemberData(nameof(Pages.Public), MemberType = typeof(Pages))]
    public Task No_page_for_everybody_has_an_accessibility_fault(string path) => LookAsync(path, person: null);

    [SkippableTheory]
    [MemberData(nameof(Pages.Private), MemberType = typeof(Pages))]
    public Task No_page_of_somebody_signed_in_has_an_accessibility_fault(string path) => LookAsync(path, SamplePeople.ClaireMartin);

    [SkippableTheory]
    [MemberData(nameof(Pages.Addresses), MemberType = typeof(Pages))]
    public Task No_page_of_somebody_with_backup_addresses_has_an_accessibility_fault(string path) => LookAsync(path, KnownAddresses.OfEachKind);

    [SkippableTheory]
    [MemberData(nameof(Pages.Officers), MemberType = typeof(Pages))]
    public Task No_page_of_an_officer_has_an_accessibility_fault(string path) => LookAsync(path, SamplePeople.OdileRoux);

    [SkippableTheory]
    [MemberData(nameof(Pages.Heads), MemberType = typeof(Pages))]
    public Task No_page_of_a_head_of_school_has_an_accessibility_fault(string path) => LookAsync(path, SamplePeople.HeleneLefevre);

    [SkippableTheory]
    [MemberData(nameof(Pages.Secretariats), MemberType = typeof(Pages))]
    public Task No_page_of_a_secretariat_has_an_accessibility_fault(string path) => LookAsync(path, SamplePeople.AichaGarcia);

    [SkippableTheory]
    [MemberData(nameof(Pages.Agents), MemberType = typeof(Pages))]
    public Task No_page_of_the_help_desk_has_an_accessibility_fault(string path) => LookAsync(path, SamplePeople.FatouSarr);

    [SkippableTheory]
    [MemberData(nameof(Pages.Auditors), MemberType = typeof(Pages))]
    public Task No_page_of_an_auditor_has_an_accessibility_fault(string path) => LookAsync(path, SamplePeople.EtienneJoubert);

    [SkippableFact]
    public async Task A_trail_that_was_verified_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.EtienneJoubert);
        await visit.OpenAsync("/journal");
        await visit.Page.ClickAsync("form[action*=Verify] button");
        // The page looks again by itself.
        await visit.Page.Locator("section.panel .fr-alert").WaitForAsync();

        await LookAtAsync(visit, "journal-verifie");
    }

    [SkippableFact]
    public async Task What_replacing_the_keys_costs_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.OdileRoux);
        await visit.OpenAsync("/administration/cles/remplacer");
        await visit.Page.SelectOptionAsync("#Form-Reason", "Suspicion");
        await visit.Page.SelectOptionAsync("#Form-Revoked", "toutes");
        await visit.Page.ClickAsync("main button[type=submit]");

        await LookAtAsync(visit, "cles-cout");
    }

    [SkippableFact]
    public async Task A_code_that_is_read_aloud_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.FatouSarr);
        await visit.OpenAsync($"/assistance/dossiers/{KnownCases.Verified}");
        await visit.Page.ClickAsync("summary:has-text('Donner un code')");
        await visit.Page.ClickAsync("button:has-text('Donner un code')");

        await LookAtAsync(visit, "assistance-code");
    }

    [SkippableFact]
    public async Task What_an_application_may_know_is_asked_without_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.ClaireMartin);
        await visit.OpenAsync(ConsentPath);

        await LookAtAsync(visit, "accord");
        await LookInEnglishAsync(visit, ConsentPath);
    }

    [SkippableTheory]
    [InlineData("http://127.0.0.1/retour", "inconnue")]
    [InlineData(KnownApplications.PrivateAddress, "inconnue-adresse-propre")]
    public async Task That_nobody_knows_an_application_is_said_without_accessibility_fault(string address, string picture)
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.ClaireMartin);
        var path = $"/connect/authorize?client_id={await KnownApplications.FindUnknownAsync(Host, address)}&redirect_uri={Uri.EscapeDataString(address)}&response_type=code"
            + "&scope=openid%20urn%3Aietf%3Aparams%3Aoauth%3Ascope%3Amail%20offline_access&state=etat&code_challenge=NhNdt6-1AQ3W6OC_9Pevodvq5NVTQbJpw79rOmCaaPE&code_challenge_method=S256";
        await visit.OpenAsync(path);

        await LookAtAsync(visit, picture);
        await LookInEnglishAsync(visit, path);
        await visit.PhotographAsync($"{site.Theme}-{picture}-en");
    }

    [SkippableFact]
    public async Task An_application_that_registered_itself_has_a_page_without_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.OdileRoux);
        await visit.OpenAsync($"/applications/fiche/{await KnownApplications.FindUnknownAsync(Host, KnownApplications.PrivateAddress)}");

        await LookAtAsync(visit, "application-inscrite");
    }

    [SkippableFact]
    public async Task An_answer_reaches_its_application_by_the_form_that_posts_itself()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.BaoNguyen);
        string? posted = null;
        await visit.Page.RouteAsync("https://cahier.exemple.fr/**", route =>
        {
            posted = route.Request.PostData;
            return route.FulfillAsync(new() { Body = "ok" });
        });
        await visit.OpenAsync($"{ConsentPath}&response_mode=form_post");

        await visit.Page.ClickAsync("main button[value=accord]");
        await visit.Page.WaitForURLAsync("https://cahier.exemple.fr/retour");

        posted.Should().Contain("code=").And.Contain("state=etat");
    }

    [SkippableFact]
    public async Task A_secret_that_is_shown_once_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.OdileRoux);
        await visit.OpenAsync($"/applications/fiche/{KnownApplications.Served}/secret");
        await visit.Page.ClickAsync("main form button");

        await LookAtAsync(visit, "secret-montre");
    }

    [SkippableFact]
    public async Task What_an_import_would_change_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.OdileRoux);
        await visit.OpenAsync("/applications/importer");
        await visit.Page.FillAsync("textarea", $$"""[{"Id":"agenda","Name":"Agenda","Kind":"Resource"},{"Id":"cahier","Name":"Autre","Kind":"Confidential","RedirectUris":["javascript:alert(1)"]},{"Couleur":"bleu"}]""");
        await visit.Page.ClickAsync("main form button");

        await LookAtAsync(visit, "import-prevu");
    }

    [SkippableFact]
    public async Task An_application_that_is_disabled_says_so_without_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.ClaireMartin);
        await visit.Page.GotoAsync($"{Host.Address}connect/authorize?client_id={KnownApplications.Disabled}&response_type=code&redirect_uri=https://sondages.exemple.fr/retour&scope=openid");

        await LookAtAsync(visit, "application-desactivee");
    }

    [SkippableFact]
    public async Task What_takes_two_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.BrigitteQuiniou);
        await visit.OpenAsync($"/assistance/dossiers/{KnownCases.Privileged}");

        await LookAtAsync(visit, "assistance-accord");
    }

    [SkippableTheory, InlineData("Quarter", "pilotage"), InlineData("Week", "pilotage-calme")]
    public async Task The_figures_of_the_help_desk_have_no_accessibility_fault(string period, string picture)
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.BrigitteQuiniou);
        await visit.OpenAsync($"/assistance/pilotage?periode={period}");

        await LookAtAsync(visit, $"assistance-{picture}");
    }

    [SkippableTheory, InlineData("mar", "trouves"), InlineData("xqzvw", "personne"), InlineData("m", "trop-peu")]
    public async Task What_a_search_of_the_assistance_finds_has_no_accessibility_fault(string typed, string picture)
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.FatouSarr);
        await visit.OpenAsync("/assistance");
        await visit.Page.FillAsync("#appelant", typed);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visit.Page.Locator("[data-caller-state]:not(:empty)").WaitForAsync();

        await LookAtAsync(visit, $"assistance-{picture}");
    }

    [SkippableFact]
    public Task A_refused_decision_has_no_accessibility_fault() => LookAtRefusalAsync("/comptes/cmartin1", SamplePeople.OdileRoux, "compte-refuse");

    [SkippableFact]
    public Task A_refused_announcement_has_no_accessibility_fault() => LookAtRefusalAsync("/maintenance/annonce", SamplePeople.OdileRoux, "annonce-refusee");

    [SkippableFact]
    public Task A_refused_application_has_no_accessibility_fault() => LookAtRefusalAsync("/applications/nouvelle?modele=Portal", SamplePeople.OdileRoux, "application-refusee");

    [SkippableFact]
    public Task A_refused_message_to_the_assistance_has_no_accessibility_fault() => LookAtRefusalAsync("/aide/contact", person: null, "contact-refuse");

    [SkippableFact]
    public async Task The_removal_of_the_only_address_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(KnownAddresses.Single);
        await visit.OpenAsync("/compte/adresses");
        await visit.Page.ClickAsync("details summary");
        await visit.Page.ClickAsync("details button[type=submit]");

        await LookAtAsync(visit, "compte-adresses-derniere");
    }

    [SkippableFact]
    public async Task A_code_that_is_waited_for_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.AichaGarcia);
        await visit.OpenAsync("/compte/adresses");
        await visit.Page.FillAsync("[name='Form.Address']", "michel@exemple.fr");
        await visit.Page.ClickAsync("main button[type=submit]");

        await LookAtAsync(visit, "compte-adresses-code");
    }

    [SkippableFact]
    public Task A_refused_form_has_no_accessibility_fault() => LookAtRefusalAsync("/connexion", person: null, "connexion-refusee");

    [SkippableFact]
    public async Task The_second_check_of_a_sign_in_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await SignInAsync(visit, Host, SamplePeople.LoicMoreau);
        await LookAtAsync(visit, "second-facteur-demande");
        await visit.Page.FillAsync("[name='Form.Code']", site.App.WrongCode());
        await visit.Page.ClickAsync("main button[type=submit]");

        await LookAtAsync(visit, "second-facteur-refuse");
    }

    [SkippableFact]
    public async Task The_steps_of_a_recovery_have_no_accessibility_fault()
    {
        NeedParts();
        var ina = (await Host.PrepareRecoveryAsync(SamplePeople.LoicMoreau, "loic@exemple.fr")).RevealInGroups();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await visit.OpenAsync(RecoveryStory.ByMail);
        await visit.Page.FillAsync("[name='Form.Ina']", ina);
        await visit.Page.FillAsync("[name='Form.Address']", "loic@exemple.fr");
        await visit.Page.ClickAsync("main button[type=submit]");
        await LookAtAsync(visit, "depannage-code");
        await visit.Page.FillAsync("[name='Form.Code']", "ZZZZ-ZZZZ");
        await visit.Page.ClickAsync("main button[type=submit]");
        await LookAtAsync(visit, "depannage-code-refuse");
        await visit.Page.FillAsync("[name='Form.Code']", await Host.LastCodeAsync("loic@exemple.fr"));
        await visit.Page.ClickAsync("main button[type=submit]");

        await LookAtAsync(visit, "depannage-seconde-preuve");
    }

    [SkippableFact]
    public Task A_refused_contest_has_no_accessibility_fault() => LookAtRefusalAsync("/contester", person: null, "contester-refuse");

    [SkippableFact]
    public async Task The_link_of_a_contest_fills_the_form_and_its_answer_has_no_accessibility_fault()
    {
        NeedParts();
        var code = await Host.AskAsync<IServiceProvider, string>(async services =>
        {
            var invitation = services.GetRequiredService<ContestCodes>().Invite(SamplePeople.FrancoisDurand, AccountChange.PasskeyAdded)!;
            await services.GetRequiredService<IdentityDb>().SaveChangesAsync();
            return invitation.Code.Reveal();
        });
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await visit.OpenAsync($"/contester#c={code}");
        (await visit.Page.InputValueAsync("[name='Form.Code']")).Replace("-", "", StringComparison.Ordinal).Should().Be(code);
        visit.Page.Url.Should().EndWith("/contester", "the code does not stay in the history");
        await visit.Page.ClickAsync("main button[type=submit]");

        await LookAtAsync(visit, "conteste");
    }

    [SkippableFact]
    public async Task Mail_that_is_closed_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(KnownAddresses.OfEachKind);
        await Host.AskAsync<IdentityDb, int>(db => db.Accounts.Where(account => account.DirectoryKey == KnownAddresses.OfEachKind.Key.Value)
            .ExecuteUpdateAsync(update => update.SetProperty(account => account.MailClosedUntil, Host.Clock.GetUtcNow().AddHours(48))));
        await visit.OpenAsync("/connexion/messagerie-fermee");

        await LookAtAsync(visit, "messagerie-fermee");
    }

    [SkippableFact]
    public Task A_refused_request_for_a_code_has_no_accessibility_fault() => LookAtRefusalAsync(RecoveryStory.ByMail, person: null, "depannage-refuse");

    [SkippableFact]
    public async Task The_sheet_of_recovery_codes_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await SignInAsync(visit, Host, SamplePeople.LoicMoreau);
        Host.Clock.Advance(TimeSpan.FromSeconds(30));
        await visit.Page.FillAsync("[name='Form.Code']", site.App.Code());
        await visit.Page.ClickAsync("main button[type=submit]");
        await visit.OpenAsync("/compte/second-facteur");
        await visit.Page.ClickAsync("form[action*=Codes] button");

        await LookAtAsync(visit, "codes-de-secours");
    }

    [SkippableFact]
    public async Task The_password_of_a_mail_program_has_no_accessibility_fault()
    {
        NeedParts();
        await using var visit = await VisitAsync(SamplePeople.ClaireMartin);
        foreach (var name in new[] { "Téléphone", "Outlook à la maison, bureau du premier étage" })
        {
            await visit.OpenAsync("/compte/mots-de-passe-applications/nouveau");
            await visit.Page.FillAsync("[name='Form.Name']", name);
            await visit.Page.ClickAsync("main form button[type=submit]");
        }

        await LookAtAsync(visit, "mot-de-passe-application");
        await visit.OpenAsync("/compte/mots-de-passe-applications");
        await LookAtAsync(visit, "mots-de-passe-applications");
        await visit.OpenAsync("/compte/mots-de-passe-applications/nouveau");
        await visit.Page.FillAsync("[name='Form.Name']", "Téléphone");
        await visit.Page.ClickAsync("main form button[type=submit]");
        await LookAtAsync(visit, "mot-de-passe-application-refuse");
    }

    [SkippableFact]
    public async Task A_teacher_signs_in_and_out_without_any_script()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone, scripts: Scripts.Off);
        await SignInAsync(visit, Host);
        var welcome = await visit.Page.Locator("h1").InnerTextAsync();
        await visit.Page.ClickAsync("main form button");

        welcome.Should().Contain("Claire");
        visit.Page.Url.Should().EndWith("/deconnexion");
    }

    [SkippableFact]
    public async Task The_look_for_faults_finds_one_that_was_planted()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await visit.OpenAsync("/connexion");
        await visit.Page.EvaluateAsync("""
            document.querySelector("main label").remove();
            document.querySelector("main").insertAdjacentHTML("beforeend", "<p style='width: 900px'>...</p>");
            """);

        (await visit.AccessibilityFaultsAsync()).Should().NotBeEmpty();
        visit.Complaints.Should().Contain(complaint => complaint.Contains("style"), "the policy refuses a style written in a page");
    }

    [SkippableFact]
    public async Task A_keyboard_reaches_the_content_with_its_first_key()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Desktop);
        await visit.OpenAsync("/aide");
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.Locator(".fr-skiplinks a").First.BoundingBoxAsync())!.Y.Should().BeGreaterThanOrEqualTo(0, "the link shows itself");
        await visit.Page.Keyboard.PressAsync("Enter");

        (await visit.Page.EvaluateAsync<string>("document.activeElement.id")).Should().Be("contenu");
    }

    [SkippableFact]
    public async Task The_summary_of_errors_takes_the_focus_without_script()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone, scripts: Scripts.Off);
        await visit.OpenAsync("/connexion");
        await visit.Page.ClickAsync("main button[type=submit]");

        await Assertions.Expect(visit.Page.Locator("#erreurs:focus")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task A_password_shows_while_its_box_is_ticked()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await visit.OpenAsync("/connexion");
        var password = visit.Page.Locator("[name='Form.Password']");
        var before = await password.GetAttributeAsync("type");
        await visit.Page.Locator(".fr-password__checkbox label").ClickAsync();

        before.Should().Be("password");
        (await password.GetAttributeAsync("type")).Should().Be("text");
    }

    protected virtual void NeedParts() => RealPart.Need("Chromium", () => Chromium.IsInstalled);

    protected static Task SignInAsync(Visit visit, ProviderHost host) => SignInAsync(visit, host, SamplePeople.ClaireMartin);

    protected static async Task SignInAsync(Visit visit, ProviderHost host, Person person)
    {
        await visit.OpenAsync("/connexion");
        await visit.Page.FillAsync("[name='Form.Name']", person.Login.ToString());
        await visit.Page.FillAsync("[name='Form.Password']", SamplePeople.Password);
        await visit.Page.ClickAsync("main button[type=submit]");
    }

    private async Task LookAsync(string path, Person? person)
    {
        NeedParts();
        await using var visit = await VisitAsync(person);
        await visit.OpenAsync(path);

        await LookAtAsync(visit, path == "/" ? "accueil" : path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-').Replace('&', '-'));
        await LookInEnglishAsync(visit, path);
    }

    /// <summary>Other words in the same places, and so no other colours: they are longer or shorter, and a form may have lost its label.</summary>
    private static async Task LookInEnglishAsync(Visit visit, string path)
    {
        await visit.TurnToAsync(Screen.Phone, ColorScheme.Light);
        await visit.OpenAsync($"/langue?vers=en&retour={Uri.EscapeDataString(path)}");
        (await visit.Page.GetAttributeAsync("html", "lang")).Should().Be("en");
        (await visit.NameFaultsAsync()).Should().BeEmpty("English has no fault either");
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop, Screen.Smallest })
        {
            await visit.TurnToAsync(screen, ColorScheme.Light);
            (await visit.SidewaysScrollAsync()).Should().Be(0, $"{screen.Name}, in English");
        }
    }

    /// <summary>What a form says that was sent as it came.</summary>
    private async Task LookAtRefusalAsync(string path, Person? person, string picture)
    {
        NeedParts();
        await using var visit = await VisitAsync(person);
        await visit.OpenAsync(path);
        await visit.Page.ClickAsync("main button[type=submit]");

        await LookAtAsync(visit, picture);
    }

    private async Task LookAtAsync(Visit visit, string picture)
    {
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop })
        {
            await visit.TurnToAsync(screen, ColorScheme.Light);
            await visit.PhotographAsync($"{site.Theme}-{picture}-{screen.Name}-light");
            (await visit.AccessibilityFaultsAsync()).Should().BeEmpty(screen.Name);
            (await visit.SidewaysScrollAsync()).Should().Be(0, screen.Name);

            await visit.TurnToAsync(screen, ColorScheme.Dark);
            await visit.PhotographAsync($"{site.Theme}-{picture}-{screen.Name}-dark");
            // Colours are the same on every screen.
            if (screen.IsPhone)
                (await visit.ColorFaultsAsync()).Should().BeEmpty("in the dark");
        }

        visit.Complaints.Should().BeEmpty();
        await visit.TurnToAsync(Screen.Smallest, ColorScheme.Light);
        (await visit.SidewaysScrollAsync()).Should().Be(0, "the smallest phone shows all of it too");
    }

    /// <summary>Signed in once for all looks of a class: the clock stands still, so that the proof stays fresh.</summary>
    private async Task<Visit> VisitAsync(Person? person)
    {
        if (person is null)
            return await Chromium.VisitAsync(Host.Address, Screen.Phone);
        if (site.SignedIn.TryGetValue(person.Login, out var cookies))
            return await Chromium.VisitAsync(Host.Address, Screen.Phone, cookies: cookies);

        var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await SignInAsync(visit, Host, person);
        site.SignedIn[person.Login] = await visit.Page.Context.StorageStateAsync();
        return visit;
    }
}
