using System.Text.RegularExpressions;
using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing.Letters;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>From a letter to the webmail: officer, secretary and teacher, on real parts.</summary>
[Collection(DemoStories.Name)]
public sealed partial class FirstAccessTests(Demo demo, Chromium chromium)
{
    private const string Teacher = "ilambert1";
    private const string BirthDate = "23031998";
    private const string Password = "goéland lanterne tempête écluse";
    private const string Outside = "ines.lambert@exemple.fr";

    [SkippableFact]
    public async Task A_teacher_holds_a_phone_over_her_letter_and_is_in_the_webmail()
    {
        Demo.Need();
        var address = await PrintAsync();
        await HandOverAsync();

        await using var phone = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        var page = await phone.OpenAsync(address);
        page.Url.Should().Be($"{demo.Provider}/activer", "what the fragment said stands in no history");
        (await page.InputValueAsync("[name='Form.ProvisionalPassword']")).Should().MatchRegex("^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$");
        await LookAsync(phone, "first-access-letter");
        await page.FillAsync("[name='Form.BirthDate']", BirthDate);
        await SubmitAsync(page);

        await page.Locator("[name='Form.Password']").PressSequentiallyAsync("Lambert 2026");
        await page.WaitForSelectorAsync(".strength__text:has-text('votre nom')");
        await LookAsync(phone, "first-access-password");
        await page.FillAsync("[name='Form.Password']", "");
        await page.ChoosePasswordAsync(Password);

        page.Url.Should().Contain("/activer/adresse-de-secours");
        await LookAsync(phone, "first-access-backup");
        await page.FillAsync("[name='Form.Address']", Outside);
        await SubmitAsync(page);
        await LookAsync(phone, "first-access-code");
        await page.FillAsync("[name='Form.Code']", await CodeAsync());
        await SubmitAsync(page);

        (await page.InnerTextAsync("main")).Should().Contain(Teacher).And.Contain(Outside).And.Contain("Courrier INA");
        await LookAsync(phone, "first-access-done");
        await page.ClickAsync("main a.fr-btn");
        await page.GotoAsync(demo.Webmail, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        page.Url.Should().StartWith(demo.Webmail, "nobody asks again");
        (await page.ContentAsync()).Should().Contain("ines.lambert@ac-rouen.fr");
        phone.Complaints.Should().BeEmpty();
    }

    /// <summary>What the code on the paper leads to.</summary>
    private async Task<string> PrintAsync()
    {
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync($"{demo.Provider}/courriers");
        await page.SignInAsync("oroux1", demo.Password);
        await page.SelectOptionAsync("[name='Form.Kind']", "FirstAccess");
        await page.SelectOptionAsync("[name='Form.Scope']", "Person");
        await page.FillAsync("[name='Form.Value']", Teacher);
        await LookAsync(visit, "letters");
        await SubmitAsync(page);
        await page.WaitForSelectorAsync("button:has-text('Télécharger')");
        await LookAsync(visit, "letters-ready");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('Télécharger')"));
        var pdf = await File.ReadAllBytesAsync(await download.PathAsync());
        await page.ReloadAsync();
        await LookAsync(visit, "letters-downloaded");
        await page.ClickAsync("main button:has-text('bonne')");
        visit.Complaints.Should().BeEmpty();
        return Pictures.Render(pdf, dotsPerInch: 200).Select(QrReader.Read).Single(code => code is not null)!.Text;
    }

    private async Task HandOverAsync()
    {
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync($"{demo.Provider}/courriers/remise");
        await page.SignInAsync("agarcia1", demo.Password);
        await page.CheckAsync("tr:has-text('Lambert') input[type=checkbox]", new PageCheckOptions { Force = true });
        await LookAsync(visit, "hand-over");
        await page.ClickAsync("main button:has-text('Remis')");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        (await page.InnerTextAsync("main")).Should().NotContain("Lambert", "what was handed over waits no more");
    }

    private static async Task LookAsync(Visit visit, string name)
    {
        await visit.PhotographAsync(name);
        (await visit.AccessibilityFaultsAsync()).Should().BeEmpty();
        (await visit.SidewaysScrollAsync()).Should().BeLessThanOrEqualTo(0);
    }

    private static async Task SubmitAsync(IPage page)
    {
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private async Task<string> CodeAsync()
    {
        var limit = TimeSpan.FromSeconds(30);
        using var patience = new CancellationTokenSource(limit);
        while (true)
        {
            var mails = Directory.Exists(demo.Mails) ? Directory.GetFiles(demo.Mails, "*.txt").Select(File.ReadAllText) : [];
            if (mails.LastOrDefault(mail => mail.Contains(Outside, StringComparison.Ordinal)) is { } mail)
                return CodePattern().Match(mail).Value;
            await Task.Delay(200, patience.Token);
        }
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex CodePattern();
}
