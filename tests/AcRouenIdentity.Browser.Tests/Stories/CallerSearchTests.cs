using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Browser.Tests.Look;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>An agent types while somebody calls.</summary>
[Collection(BrowserTests.Name)]
public sealed class CallerSearchTests(Chromium chromium, NeutralSite site) : IClassFixture<NeutralSite>
{
    private const string Field = "#appelant";
    private const string Names = ".callers__name";
    private const string State = "[data-caller-state]";

    [SkippableFact]
    public async Task People_appear_while_one_types_and_arrows_lead_to_them()
    {
        await using var visit = await SignedInAsync(Scripts.On);
        await visit.OpenAsync("/assistance");

        await visit.Page.Locator(Field).PressSequentiallyAsync("nguyên bao");
        await visit.Page.Locator(State, new() { HasText = "Une personne trouvée" }).WaitForAsync();
        (await visit.Page.Locator(Names).AllInnerTextsAsync()).Should().Equal("Nguyễn Bảo");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        (await visit.Page.EvaluateAsync<string>("document.activeElement.value")).Should().Be("bnguyen1");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        (await visit.Page.EvaluateAsync<string>("document.activeElement.id")).Should().Be("appelant");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("Escape");
        (await visit.Page.EvaluateAsync<string>("document.activeElement.id")).Should().Be("appelant");

        await visit.Page.Keyboard.PressAsync("ArrowDown");
        var opened = await visit.Page.RunAndWaitForRequestAsync(() => visit.Page.Keyboard.PressAsync("Enter"), "**/assistance/dossiers");
        opened.PostData.Should().Contain("Login=bnguyen1").And.Contain("__RequestVerificationToken=");
    }

    [SkippableFact]
    public async Task A_numen_stands_neither_in_an_address_nor_in_the_history()
    {
        await using var visit = await SignedInAsync(Scripts.On);
        await visit.OpenAsync("/assistance");
        var addresses = new List<string>();
        visit.Page.Request += (_, request) => addresses.Add(request.Url);
        var before = await visit.Page.EvaluateAsync<int>("history.length");
        await visit.Page.FillAsync(Field, SamplePeople.ClaireMartin.Numen!.Value.Reveal());
        await visit.Page.Locator(State, new() { HasText = "Ce NUMEN est celui de cette personne." }).WaitForAsync();

        addresses.Should().NotBeEmpty().And.NotContain(address => address.Contains(SamplePeople.ClaireMartin.Numen!.Value.Reveal()));
        visit.Page.Url.Should().EndWith("/assistance");
        (await visit.Page.EvaluateAsync<int>("history.length")).Should().Be(before);
    }

    [SkippableFact]
    public async Task An_older_answer_never_takes_the_place_of_a_newer_one_and_a_slow_one_says_that_it_searches()
    {
        await using var visit = await SignedInAsync(Scripts.On);
        await visit.OpenAsync("/assistance");
        var newer = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/assistance/recherche", async route =>
        {
            if (route.Request.PostData!.Contains("q=durand"))
                await newer.Task;
            await route.ContinueAsync();
        });

        await visit.Page.FillAsync(Field, "durand");
        await visit.Page.Locator(State, new() { HasText = "Recherche en cours…" }).WaitForAsync();
        await visit.Page.FillAsync(Field, "nguyen");
        await visit.Page.Locator(Names, new() { HasText = "Nguyễn" }).WaitForAsync();
        newer.SetResult();
        await Task.Delay(TimeSpan.FromSeconds(1));

        (await visit.Page.Locator(Names).AllInnerTextsAsync()).Should().Equal("Nguyễn Bảo");
    }

    [SkippableFact]
    public async Task A_network_that_fails_is_said_and_the_next_letter_tries_again()
    {
        await using var visit = await SignedInAsync(Scripts.On);
        await visit.OpenAsync("/assistance");
        await visit.Page.RouteAsync("**/assistance/recherche", route => route.AbortAsync());
        await visit.Page.FillAsync(Field, "nguye");
        await visit.Page.Locator(State, new() { HasText = "La recherche n’a pas abouti." }).WaitForAsync();
        await visit.Page.UnrouteAsync("**/assistance/recherche");

        await visit.Page.FillAsync(Field, "nguyen");

        await visit.Page.Locator(Names, new() { HasText = "Nguyễn" }).WaitForAsync();
    }

    [SkippableFact]
    public async Task Without_script_the_button_searches()
    {
        await using var visit = await SignedInAsync(Scripts.Off);
        await visit.OpenAsync("/assistance");
        await visit.Page.FillAsync(Field, "nguyen");
        await visit.Page.PressAsync(Field, "Enter");

        (await visit.Page.Locator(Names).AllInnerTextsAsync()).Should().Equal("Nguyễn Bảo");
        visit.Page.Url.Should().EndWith("/assistance/recherche");
    }

    private async Task<Visit> SignedInAsync(Scripts scripts)
    {
        RealPart.Need("Chromium", () => Chromium.IsInstalled);
        var visit = await chromium.VisitAsync(site.Host.Address, Screen.Desktop, scripts: scripts);
        await visit.OpenAsync("/connexion");
        await visit.Page.FillAsync("[name='Form.Name']", SamplePeople.FatouSarr.Login.ToString());
        await visit.Page.FillAsync("[name='Form.Password']", SamplePeople.Password);
        await visit.Page.ClickAsync("main button[type=submit]");
        return visit;
    }
}
