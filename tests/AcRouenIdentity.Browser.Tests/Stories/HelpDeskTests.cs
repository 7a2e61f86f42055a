using System.Text.RegularExpressions;
using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing.SecondFactors;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>A teacher who is locked out, the agent who answers, the secretary who recognises the voice and the supervisor who says yes: on real parts.</summary>
[Collection(DemoStories.Name)]
public sealed partial class HelpDeskTests(Demo demo, Chromium chromium)
{
    private const string Agent = "fsarr1";
    private const string AgentOfTheEure = "tkerbrat1";
    private const string Supervisor = "bquiniou1";
    private const string Secretary = "agarcia1";
    private const string Teacher = "jpetit1";

    [SkippableFact]
    public async Task A_teacher_who_lost_everything_is_recognised_by_her_secretary_and_gets_in_with_a_code_read_to_her()
    {
        Demo.Need();
        await using var phone = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        await AskForHelpAsync(phone);
        await using var agent = await SignInWithFactorAsync(Agent, "/assistance");
        var reference = await TakeAsync(agent);
        await VouchAsync();
        var code = await GiveCodeAsync(agent, reference);
        await GetInAsync(phone, code);
        await CloseAsync(agent, reference);
    }

    [SkippableFact]
    public async Task An_agent_helps_a_colleague_once_a_supervisor_has_said_yes()
    {
        Demo.Need();
        await using var agent = await SignInWithFactorAsync(Agent, "/assistance");
        await agent.Page.FillAsync("#appelant", AgentOfTheEure);
        await agent.PhotographAsync("help-desk-search");
        await agent.Page.ClickAsync("button:has-text('Ouvrir un dossier')");
        await agent.Page.FillAsync("#dit-IdentityPaper", "Carte d’identité, au bureau.");
        await agent.Page.ClickAsync("button:has-text('Attester Pièce d’identité')");
        await agent.Page.ClickAsync("summary:has-text('Donner un code')");
        await agent.Page.FillAsync("#motif-GiveCode", "Téléphone et mot de passe perdus.");
        await agent.Page.ClickAsync("button:has-text('Demander l’accord')");
        await Assertions.Expect(agent.Page.Locator(".fr-alert--success")).ToContainTextAsync("L’accord est demandé");
        var reference = Reference().Match(agent.Page.Url).Value;

        await using var supervisor = await SignInWithFactorAsync(Supervisor, "/assistance?liste=Approvals");
        await supervisor.Page.ClickAsync("table.records a:has-text('Tanguy Kerbrat')");
        await supervisor.PhotographAsync("help-desk-approval");
        await supervisor.Page.ClickAsync("button:has-text('Donner l’accord')");
        await Assertions.Expect(supervisor.Page.Locator(".fr-alert--success")).ToContainTextAsync("Accord donné");

        await agent.OpenAsync($"/assistance/dossiers/{reference}");
        await agent.Page.ClickAsync("summary:has-text('Donner un code')");
        await agent.Page.ClickAsync("button:has-text('Donner un code')");
        await Assertions.Expect(agent.Page.Locator(".case__digits")).ToHaveTextAsync(Code());
        agent.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task An_agent_who_signs_in_with_a_passkey_has_the_caller_before_they_have_said_their_name()
    {
        Demo.Need();
        await using var agent = await SignInWithFactorAsync(AgentOfTheEure, "/compte");
        var key = await VirtualAuthenticator.AddAsync(agent.Page, "usb");
        await agent.OpenAsync("/compte/cles");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé d’accès" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Heading, new() { Name = "Clé d’accès ajoutée" }).WaitForAsync();
        await agent.OpenAsync("/deconnexion");
        await agent.Page.ClickAsync("main form button[type=submit]");

        await agent.OpenAsync("/connexion?retour=%2Fassistance");
        await key.AnswersByItselfAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d’accès" }).ClickAsync();
        await agent.Page.WaitForURLAsync("**/assistance");
        await agent.Page.FillAsync("#appelant", "nguyen bao");

        await Assertions.Expect(agent.Page.Locator("button:has-text('Ouvrir un dossier')").First).ToBeVisibleAsync();
        agent.Complaints.Should().BeEmpty();
    }

    /// <summary>With a code of an application on the telephone: enrolled the first time, asked for afterwards.</summary>
    private async Task<Visit> SignInWithFactorAsync(string login, string path)
    {
        var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        await visit.OpenAsync("/connexion?retour=%2Fcompte%2Fsecond-facteur");
        await visit.Page.SignInAsync(login, demo.PasswordOf(login));
        if (demo.Apps.TryGetValue(login, out var known))
        {
            await visit.Page.FillAsync("[name='Form.Code']", known.Code(-30));
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier" }).ClickAsync();
        }
        else
        {
            var app = CodeApp.Of(await visit.Page.Locator("code.secret").TextContentAsync() ?? "", TimeProvider.System);
            await visit.Page.FillAsync("[name='Form.Code']", app.Code());
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier et ajouter" }).ClickAsync();
            demo.Apps[login] = app;
        }

        await visit.OpenAsync(path);
        return visit;
    }

    /// <summary>From the sign-in page, by the form that needs no account.</summary>
    private static async Task AskForHelpAsync(Visit phone)
    {
        var page = await phone.OpenAsync("/aide/contact");
        await page.FillAsync("[name='Form.Name']", "Jean-Noël Petit");
        await page.FillAsync("[name='Form.School']", "Lycée Les Falaises");
        await page.FillAsync("[name='Form.Address']", "jean-noel@exemple.fr");
        await page.FillAsync("[name='Form.Account']", Teacher);
        await page.FillAsync("[name='Form.Subject']", "Plus aucun accès");
        await page.FillAsync("[name='Form.Text']", "Mon téléphone et mon mot de passe sont perdus.");
        await page.ClickAsync("main form button[type=submit]");
        await Assertions.Expect(page.Locator(".page__reference strong")).ToHaveTextAsync(Reference());
    }

    private static async Task<string> TakeAsync(Visit agent)
    {
        var page = agent.Page;
        await page.ClickAsync("table.records a:has-text('Personne non identifiée')");
        await page.ClickAsync("button:has-text('Rattacher à cette personne Jean-Noël Petit')");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Jean-Noël Petit");
        await page.ClickAsync("button:has-text('Prendre ce dossier')");
        await agent.PhotographAsync("help-desk-case");
        await page.ClickAsync("button:has-text('Demander au secrétariat')");
        await Assertions.Expect(page.Locator(".fr-alert--success")).ToContainTextAsync("La demande est partie");
        return Reference().Match(page.Url).Value;
    }

    private async Task VouchAsync()
    {
        await using var secretary = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await secretary.OpenAsync("/connexion?retour=%2Fassistance%2Fattestations");
        await page.SignInAsync(Secretary, demo.PasswordOf(Secretary));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Jean-Noël Petit");
        await secretary.PhotographAsync("help-desk-vouch");
        await page.ClickAsync("button:has-text('Oui, c’est bien cette personne')");
        await Assertions.Expect(page.Locator(".fr-alert--success")).ToContainTextAsync("l’assistance le voit");
    }

    private static async Task<string> GiveCodeAsync(Visit agent, string reference)
    {
        var page = await agent.OpenAsync($"/assistance/dossiers/{reference}");
        await page.FillAsync("#dit-BirthDate", "24/12/1971");
        await page.ClickAsync("button:has-text('Comparer Date de naissance')");
        await Assertions.Expect(page.Locator("#verification + p .fr-badge")).ToHaveTextAsync("Identité vérifiée");
        await page.ClickAsync("summary:has-text('Donner un code')");
        await page.ClickAsync("button:has-text('Donner un code')");
        await agent.PhotographAsync("help-desk-code");
        (await agent.AccessibilityFaultsAsync()).Should().BeEmpty();
        return await page.InnerTextAsync(".case__digits");
    }

    private async Task GetInAsync(Visit phone, string code)
    {
        var page = await phone.OpenAsync("/mot-de-passe-oublie/assistance");
        await page.FillAsync("[name='Form.Name']", Teacher);
        await page.FillAsync("[name='Form.Code']", code);
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForURLAsync("**/mot-de-passe/nouveau");
        await page.ChoosePasswordAsync("goéland jetée embrun 11");
        demo.NoteChosen(Teacher, "goéland jetée embrun 11");
        await phone.OpenAsync("/compte/assistance");

        (await page.InnerTextAsync("main")).Should().Contain("L’assistance, pour le dossier");
        await phone.PhotographAsync("help-desk-own");
    }

    private static async Task CloseAsync(Visit agent, string reference)
    {
        var page = await agent.OpenAsync($"/assistance/dossiers/{reference}");
        await page.ClickAsync("button:has-text('Clore le dossier')");
        await Assertions.Expect(page.Locator(".fr-alert--success")).ToContainTextAsync("Le dossier est clos");
        agent.Complaints.Should().BeEmpty();
    }

    [GeneratedRegex("^[0-9A-Z]{4}-[0-9A-Z]{4}$")]
    private static partial Regex Code();

    [GeneratedRegex("[0-9A-F]{4}-[0-9A-F]{4}")]
    private static partial Regex Reference();
}
