using System.Text.Json;
using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>
/// What people do who have no mouse, or set the text as they read it best: RGAA 4.1, criteria 10.4, 10.7, 10.11, 10.12, 12.8, 12.9 and 12.11. A radio button of a group is reached by the arrows, so that
/// one of a group is enough.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class KeyboardTests(Chromium chromium, NeutralSite site) : IClassFixture<NeutralSite>
{
    private const int MostKeys = 400;

    private const string Reachable = """
        (() => {
          const seen = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
          const groups = new Set();
          return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
            .filter(element => !element.disabled && element.type !== 'hidden' && element.tabIndex >= 0 && seen(element) && !element.closest('details:not([open]) > :not(summary)'))
            .filter(element => element.type !== 'radio' || (!groups.has(element.name) && groups.add(element.name)))
            .map(element => element.type === 'radio' ? element.name : element.outerHTML);
        })()
        """;

    private const string Focused = """
        (() => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const shows = one => { const style = getComputedStyle(one); return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'; };
          const frame = element.closest('.fr-enlarge-link');
          const box = element.getBoundingClientRect();
          return {
            name: element.type === 'radio' ? element.name : element.outerHTML,
            shows: shows(element) || (frame !== null && shows(frame)),
            inside: box.bottom > 0 && box.top < innerHeight,
          };
        })()
        """;

    public static TheoryData<string> Paths => new()
    {
        "/connexion", "/aide", "/aide/contact", "/aide/connexion", "/accessibilite", "/compte", "/compte/cles", "/compte/connexions", "/compte/activite", "/compte/preferences", "/compte/donnees",
        "/annuaire?q=enseignement", "/annuaire/ma-fiche",
    };

    [SkippableTheory, MemberData(nameof(Paths))]
    public async Task The_Tab_key_reaches_every_control_in_the_order_of_the_page_and_shows_where_it_is(string path)
    {
        await using var visit = await OpenAsync(path);
        var wanted = (await visit.Page.EvaluateAsync<string[]>(Reachable)).ToList();
        // From the beginning, also where the page puts the cursor into its field.
        await visit.Page.EvaluateAsync("document.body.tabIndex = -1; document.body.focus(); window.scrollTo(0, 0)");
        var reached = new List<string>();
        for (var key = 0; key < MostKeys; key++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<JsonElement?>(Focused) is not { ValueKind: JsonValueKind.Object } focused)
                break;
            var name = focused.GetProperty("name").GetString()!;
            if (reached.Contains(name))
                break;
            focused.GetProperty("shows").GetBoolean().Should().BeTrue($"{name} has the focus");
            focused.GetProperty("inside").GetBoolean().Should().BeTrue($"{name} has the focus");
            reached.Add(name);
        }

        wanted.Count.Should().BeGreaterThan(5);
        reached.Should().Equal(wanted);
    }

    /// <summary>Line, letter, word and paragraph spacing of WCAG 2.1, 1.4.12.</summary>
    [SkippableTheory, MemberData(nameof(Paths))]
    public async Task Text_that_a_reader_spaces_out_is_neither_cut_nor_runs_off_the_page(string path)
    {
        await using var visit = await OpenAsync(path);
        await visit.TurnToAsync(Screen.Phone, ColorScheme.Light);
        await visit.Page.EvaluateAsync("""
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
            document.adoptedStyleSheets = [sheet];
            """);

        (await visit.SidewaysScrollAsync()).Should().Be(0);
        (await CutAsync(visit)).Should().BeEmpty();
    }

    /// <summary>A window of 1 280 dots shows 640 of them at 200 %.</summary>
    [SkippableTheory, MemberData(nameof(Paths))]
    public async Task At_twice_the_size_nothing_is_lost(string path)
    {
        await using var visit = await OpenAsync(path);
        await visit.Page.SetViewportSizeAsync(640, 512);

        (await visit.SidewaysScrollAsync()).Should().Be(0);
        (await CutAsync(visit)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_choice_is_made_and_sent_with_the_keyboard_alone()
    {
        await using var visit = await OpenAsync("/compte/preferences");
        await visit.Page.FocusAsync("#langue-navigateur");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/compte/preferences?fait=Kept");

        (await visit.Page.Locator("#langue-fr").IsCheckedAsync()).Should().BeTrue();
    }

    [SkippableFact]
    public async Task The_look_for_controls_that_Tab_misses_finds_one_that_was_planted()
    {
        await using var visit = await OpenAsync("/aide");
        await visit.Page.EvaluateAsync("""
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('a { outline: none !important; box-shadow: none !important; }');
            document.adoptedStyleSheets = [sheet];
            """);
        await visit.Page.Keyboard.PressAsync("Tab");

        (await visit.Page.EvaluateAsync<JsonElement>(Focused)).GetProperty("shows").GetBoolean().Should().BeFalse();
    }

    /// <summary>What hides a part of its own text.</summary>
    private static Task<string[]> CutAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>("""
        [...document.querySelectorAll('main *, header *, footer *')]
          .filter(element => !element.closest('.fr-sr-only') && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) && element.clientWidth > 1 && element.tagName !== 'svg')
          .filter(element => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
          .map(element => element.outerHTML.slice(0, 200))
        """);

    private async Task<Visit> OpenAsync(string path)
    {
        RealPart.Need("Chromium", () => Chromium.IsInstalled);
        var isOwn = path.StartsWith("/compte", StringComparison.Ordinal) || path.StartsWith("/annuaire", StringComparison.Ordinal);
        var visit = await chromium.VisitAsync(site.Host.Address, Screen.Desktop, cookies: isOwn ? await SignedInAsync() : null);
        await visit.OpenAsync(path);
        return visit;
    }

    private async Task<string> SignedInAsync()
    {
        if (site.SignedIn.TryGetValue(SamplePeople.ClaireMartin.Login, out var cookies))
            return cookies;
        await using var visit = await chromium.VisitAsync(site.Host.Address, Screen.Desktop);
        await visit.OpenAsync("/connexion");
        await visit.Page.FillAsync("[name='Form.Name']", SamplePeople.ClaireMartin.Login.ToString());
        await visit.Page.FillAsync("[name='Form.Password']", SamplePeople.Password);
        await visit.Page.ClickAsync("main button[type=submit]");
        return site.SignedIn[SamplePeople.ClaireMartin.Login] = await visit.Page.Context.StorageStateAsync();
    }
}
