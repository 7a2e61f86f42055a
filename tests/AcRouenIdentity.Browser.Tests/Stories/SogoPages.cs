using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>What people do in SOGo, in French.</summary>
internal static class SogoPages
{
    public static ILocator InboxMessage(this IPage page, string subject) => page.Locator($"button[aria-label^='{subject}']").First;

    /// <returns>What it says.</returns>
    public static async Task<string> ReadMessageAsync(this IPage page, string subject)
    {
        await page.InboxMessage(subject).ClickAsync();
        return await page.Locator(".msg-body").InnerTextAsync();
    }

    /// <summary>The button over the list, which asks the mail service again.</summary>
    public static async Task<int> FetchMailAsync(this IPage page)
    {
        var answer = await page.RunAndWaitForResponseAsync(() => page.ClickAsync("button[aria-label='Relever']"), response => response.Url.Contains("/folderINBOX/", StringComparison.Ordinal));
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return answer.Status;
    }

    public static async Task SendMessageAsync(this IPage page, string to, string subject, string text)
    {
        await page.ClickAsync("button[aria-label='Écrire un nouveau message']");
        await page.Locator("button[ng-click='mailbox.newMessage($event)']").First.ClickAsync();
        var dialog = page.Locator("md-dialog");
        var recipient = dialog.Locator("md-chips input").First;
        await recipient.FillAsync(to);
        await recipient.PressAsync("Enter");
        await dialog.Locator("input[name='subject']").FillAsync(subject);
        await dialog.FrameLocator("iframe").Locator("body").FillAsync(text);
        await dialog.Locator("button[sg-ripple-click='mailEditor']").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    public static async Task OpenModuleAsync(this IPage page, string module)
    {
        var address = new Uri(new Uri(page.Url), $"../{module}").ToString();
        // From elsewhere: another part after # alone would load nothing.
        await page.GotoAsync("about:blank");
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
    }

    public static async Task NoteEventAsync(this IPage page, string title)
    {
        await page.Keyboard.PressAsync("e");
        await page.FillAsync("[ng-model='editor.component.summary']", title);
        await page.ClickAsync("md-dialog button[type=submit]");
        await Assertions.Expect(page.Locator("md-dialog")).ToHaveCountAsync(0);
    }

    public static async Task ShowEventAsync(this IPage page, string title)
    {
        var shown = page.GetByText(title).First;
        // On a Sunday, shortly before midnight, it begins on Monday.
        if (await shown.CountAsync() == 0)
            await page.ClickAsync("button[aria-label='Semaine suivante']");
        await Assertions.Expect(shown).ToBeVisibleAsync();
    }

    public static async Task NoteCardAsync(this IPage page, string name)
    {
        await page.FillAsync("[ng-model='editor.card.c_cn']", name);
        await page.ClickAsync("button[aria-label='Sauvegarder']");
        await Assertions.Expect(page.Locator("[ng-model='editor.card.c_cn']")).ToHaveCountAsync(0);
    }

    public static async Task SignOutOfSogoAsync(this IPage page)
    {
        await page.ClickAsync("a[aria-label='Quitter']");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
