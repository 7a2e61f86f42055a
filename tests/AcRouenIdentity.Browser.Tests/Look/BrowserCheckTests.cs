using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>The page that tries the browser out, in a real one.</summary>
[Collection(BrowserTests.Name)]
public sealed class BrowserCheckTests(Chromium chromium) : IAsyncLifetime
{
    private const string Check = "/aide/connexion/navigateur";
    private ProviderHost host = null!;

    public async Task InitializeAsync() => host = await ProviderHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [SkippableFact]
    public async Task A_browser_in_order_is_told_so()
    {
        RealPart.Need("Chromium", () => Chromium.IsInstalled);
        await using var visit = await chromium.VisitAsync(host.Address, Screen.Phone);
        await visit.OpenAsync(Check);
        await visit.Page.Locator("[data-browser-check=clock-right]").WaitForAsync();

        (await visit.Page.InnerTextAsync("main")).Should().Contain("a gardé le cookie d’essai").And.Contain("JavaScript est actif").And.NotContain("décalée").And.NotContain("désactivé.");
        visit.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_computer_whose_clock_is_a_day_late_is_told()
    {
        RealPart.Need("Chromium", () => Chromium.IsInstalled);
        await using var visit = await chromium.VisitAsync(host.Address, Screen.Phone);
        await visit.Page.AddInitScriptAsync("const now = Date.now; Date.now = () => now() - 86400000;");
        await visit.OpenAsync(Check);
        await visit.Page.Locator("[data-browser-check=clock-wrong]").WaitForAsync();

        (await visit.Page.InnerTextAsync("main")).Should().Contain("décalée de plus de cinq minutes").And.NotContain("est à l’heure");
    }

    [SkippableFact]
    public async Task A_browser_without_script_is_told_that_it_does_without()
    {
        RealPart.Need("Chromium", () => Chromium.IsInstalled);
        await using var visit = await chromium.VisitAsync(host.Address, Screen.Phone, scripts: Scripts.Off);
        await visit.OpenAsync(Check);

        (await visit.Page.InnerTextAsync("main")).Should().Contain("JavaScript est désactivé").And.Contain("a gardé le cookie d’essai").And.NotContain("JavaScript est actif");
    }
}
