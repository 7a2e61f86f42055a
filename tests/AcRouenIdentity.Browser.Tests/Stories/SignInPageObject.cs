using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>What people do on the sign-in page.</summary>
public static class SignInPageObject
{
    public static async Task SignInAsync(this IPage page, string name, string password)
    {
        await page.FillAsync("[name='Form.Name']", name);
        await page.FillAsync("[name='Form.Password']", password);
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    public static async Task ChoosePasswordAsync(this IPage page, string password)
    {
        await page.FillAsync("[name='Form.Password']", password);
        await page.FillAsync("[name='Form.Confirmation']", password);
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
