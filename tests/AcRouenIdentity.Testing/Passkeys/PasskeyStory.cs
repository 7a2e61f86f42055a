using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Testing.Passkeys;

/// <summary>What a page's script does with passkeys, in the place of a browser.</summary>
public static class PasskeyStory
{
    private const string Page = "/compte/cles";

    /// <summary>What the form's script is told to ask of an authenticator.</summary>
    public static async Task<string> AskAsync(this PlainBrowser browser, WebPage page) => (await AskForPageAsync(browser, page)).Html;

    /// <summary>The answer to a question for an authenticator, whatever it is.</summary>
    public static Task<WebPage> AskForPageAsync(this PlainBrowser browser, WebPage page)
    {
        var form = FormOf(page);
        var address = new Uri(page.Address, form.GetAttribute("data-options"));
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });
    }

    public static Task<WebPage> AnswerAsync(this PlainBrowser browser, WebPage page, string answer)
    {
        var form = FormOf(page);
        return browser.PressAsync(page, form.QuerySelector("button")!.TextContent.Trim(), ("Answer", answer));
    }

    /// <summary>By somebody who has just signed in.</summary>
    public static async Task<WebPage> AddPasskeyAsync(this PlainBrowser browser, SoftAuthenticator authenticator)
    {
        var page = await browser.GetAsync(Page);
        return await browser.AnswerAsync(page, authenticator.Create(await browser.AskAsync(page)));
    }

    public static async Task<WebPage> SignInAsync(this PlainBrowser browser, SoftAuthenticator authenticator, string path = "/connexion")
    {
        var page = await browser.GetAsync(path);
        return await browser.AnswerAsync(page, authenticator.Prove(await browser.AskAsync(page)));
    }

    private static AngleSharp.Dom.IElement FormOf(WebPage page) =>
        page.Document.QuerySelector("form[data-passkey]") ?? throw new InvalidOperationException($"No form for passkeys on {page.Address}:\n{page.Html}");
}
