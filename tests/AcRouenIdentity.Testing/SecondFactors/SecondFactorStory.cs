using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Testing.SecondFactors;

/// <summary>What people do with second factors.</summary>
public static class SecondFactorStory
{
    public const string Page = "/compte/second-facteur";

    /// <summary>By somebody who has just signed in.</summary>
    public static async Task<CodeApp> AddAppAsync(this PlainBrowser browser, TimeProvider clock)
    {
        var page = await browser.GetAsync(Page);
        var app = CodeApp.Of(page, clock);
        var added = await browser.PressAsync(page, "Vérifier et ajouter", ("Form.Code", app.Code()));
        return added.Redirect is null ? throw new InvalidOperationException($"Not enrolled:\n{added.Html}") : app;
    }

    /// <summary>Each good once.</summary>
    public static async Task<IReadOnlyList<string>> MakeRecoveryCodesAsync(this PlainBrowser browser)
    {
        var page = await browser.GetAsync(Page);
        var button = page.Document.QuerySelectorAll("form[action*=Codes] button").Single().TextContent.Trim();
        var made = await browser.PressAsync(page, button);
        return [.. made.Document.QuerySelectorAll(".codes code").Select(code => code.TextContent)];
    }

    /// <summary>The first half; the page that asks for the second.</summary>
    public static async Task<WebPage> GivePasswordAsync(this PlainBrowser browser, Person person, string path = "/connexion") =>
        await browser.FollowAsync(await browser.SignInAsync(person, path));

    public static Task<WebPage> GiveCodeAsync(this PlainBrowser browser, WebPage page, string code) => browser.PressAsync(page, "Vérifier", ("Form.Code", code));

    public static Task<WebPage> GiveRecoveryCodeAsync(this PlainBrowser browser, WebPage page, string code) =>
        browser.PressAsync(page, "Utiliser ce code de secours", ("Form.RecoveryCode", code));
}
