using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>What holds for every page in every theme.</summary>
public abstract class ThemeLook(Chromium chromium, ThemedSite site)
{
    protected Chromium Chromium { get; } = chromium;

    protected ProviderHost Host => site.Host;

    [SkippableTheory]
    [MemberData(nameof(Pages.Public), MemberType = typeof(Pages))]
    public Task No_page_for_everybody_has_an_accessibility_fault(string path) => LookAsync(path, (_, _) => Task.CompletedTask);

    [SkippableTheory]
    [MemberData(nameof(Pages.Private), MemberType = typeof(Pages))]
    public Task No_page_of_somebody_signed_in_has_an_accessibility_fault(string path) => LookAsync(path, SignInAsync);

    [SkippableTheory]
    [MemberData(nameof(Pages.Officers), MemberType = typeof(Pages))]
    public Task No_page_of_an_officer_has_an_accessibility_fault(string path) => LookAsync(path, (visit, host) => SignInAsync(visit, host, SamplePeople.OdileRoux));

    [SkippableTheory]
    [MemberData(nameof(Pages.Heads), MemberType = typeof(Pages))]
    public Task No_page_of_a_head_of_school_has_an_accessibility_fault(string path) => LookAsync(path, (visit, host) => SignInAsync(visit, host, SamplePeople.HeleneLefevre));

    [SkippableTheory]
    [MemberData(nameof(Pages.Secretariats), MemberType = typeof(Pages))]
    public Task No_page_of_a_secretariat_has_an_accessibility_fault(string path) => LookAsync(path, (visit, host) => SignInAsync(visit, host, SamplePeople.AichaGarcia));

    [SkippableFact]
    public Task A_refused_decision_has_no_accessibility_fault() => LookAsync("/comptes/cmartin1", async (visit, host) =>
    {
        await SignInAsync(visit, host, SamplePeople.OdileRoux);
        await visit.OpenAsync("/comptes/cmartin1");
        await visit.Page.ClickAsync("main button[type=submit]");
    }, "compte-refuse", stay: Stay.WhereItLed);

    [SkippableTheory]
    [MemberData(nameof(Pages.Officers), MemberType = typeof(Pages))]
    public async Task No_page_of_an_officer_scrolls_sideways_on_the_smallest_phone(string path)
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Smallest);
        await SignInAsync(visit, Host, SamplePeople.OdileRoux);
        await visit.OpenAsync(path);

        (await visit.SidewaysScrollAsync()).Should().Be(0);
    }

    [SkippableFact]
    public Task A_refused_announcement_has_no_accessibility_fault() => LookAsync("/maintenance/annonce", async (visit, host) =>
    {
        await SignInAsync(visit, host, SamplePeople.OdileRoux);
        await visit.OpenAsync("/maintenance/annonce");
        await visit.Page.ClickAsync("main button[type=submit]");
    }, "annonce-refusee", stay: Stay.WhereItLed);

    [SkippableFact]
    public Task A_refused_message_to_the_assistance_has_no_accessibility_fault() => LookAsync("/aide/contact", async (visit, _) =>
    {
        await visit.OpenAsync("/aide/contact");
        await visit.Page.ClickAsync("main button[type=submit]");
    }, "contact-refuse", stay: Stay.WhereItLed);

    [SkippableFact]
    public Task A_refused_form_has_no_accessibility_fault() => LookAsync("/connexion", async (visit, _) =>
    {
        await visit.OpenAsync("/connexion");
        await visit.Page.ClickAsync("main button[type=submit]");
    }, "connexion-refusee", stay: Stay.WhereItLed);

    [SkippableTheory]
    [MemberData(nameof(Pages.Public), MemberType = typeof(Pages))]
    public async Task Nothing_scrolls_sideways_on_the_smallest_phone(string path)
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Smallest);
        await visit.OpenAsync(path);

        (await visit.SidewaysScrollAsync()).Should().Be(0);
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

        (await visit.Page.Locator("#erreurs:focus").CountAsync()).Should().Be(1);
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

    private async Task LookAsync(string path, Func<Visit, ProviderHost, Task> before, string? picture = null, Stay stay = Stay.OnThePath)
    {
        NeedParts();
        var name = picture ?? (path == "/" ? "accueil" : path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-').Replace('&', '-'));
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Phone);
        await before(visit, Host);
        if (stay is Stay.OnThePath)
            await visit.OpenAsync(path);
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop })
            foreach (var colors in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await visit.TurnToAsync(screen, colors);
                await visit.PhotographAsync($"{site.Theme}-{name}-{screen.Name}-{colors}".ToLowerInvariant());

                (await visit.AccessibilityFaultsAsync()).Should().BeEmpty($"{screen.Name}, {colors}");
                (await visit.SidewaysScrollAsync()).Should().Be(0, $"{screen.Name}, {colors}");
                visit.Complaints.Should().BeEmpty($"{screen.Name}, {colors}");
            }
    }

    private enum Stay
    {
        OnThePath,
        WhereItLed,
    }
}
