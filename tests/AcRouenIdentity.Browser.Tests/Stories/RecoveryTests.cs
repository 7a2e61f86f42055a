using System.Text.RegularExpressions;
using AcRouenIdentity.Browser.Tests.Browsers;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>The three ways back into an account, on real parts: a letter on paper, a mail in a mailbox, a code that an agent reads out.</summary>
[Collection(DemoStories.Name)]
public sealed partial class RecoveryTests(Demo demo, Chromium chromium)
{
    private const string Teacher = "bnguyen1";
    private const string Outside = "bao.nguyen@exemple.fr";

    [SkippableFact]
    public async Task A_teacher_who_forgot_everything_gets_in_by_a_letter_then_by_mail_then_by_the_assistance()
    {
        Demo.Need();
        await using var phone = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        var page = await phone.OpenAsync("/connexion?retour=%2Fcompte%2Fadresses");

        await AskForLetterAsync(phone);
        var (ina, code) = await PrintAsync();
        await GetInByLetterAsync(phone, ina, code);
        await AddBackupAddressAsync(phone);
        await GetInByMailAsync(ina);
        await GetInByAssistanceAsync();
        page.Url.Should().StartWith(demo.Provider);
    }

    private static async Task AskForLetterAsync(Visit phone)
    {
        var page = phone.Page;
        await page.GetByText("Oubli de mot de passe ou d’identifiant").ClickAsync();
        await LookAsync(phone, "recovery-ways");
        await page.GetByText("Demander un courrier INA").ClickAsync();
        await page.FillAsync("[name='Form.Name']", Teacher);
        await SubmitAsync(page);

        (await page.InnerTextAsync("main")).Should().Contain("Votre demande est notée");
        await LookAsync(phone, "recovery-letter-asked");
    }

    /// <summary>The officer prints what was asked for; INA and code as its reader sees them.</summary>
    private async Task<(string Ina, string Code)> PrintAsync()
    {
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync("/courriers");
        await page.SignInAsync("oroux1", demo.Password);
        await visit.OpenAsync("/courriers");
        await LookAsync(visit, "recovery-letter-requests");
        await page.ClickAsync("button:has-text('Imprimer tous les courriers demandés')");
        await page.WaitForSelectorAsync("button:has-text('Télécharger')");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('Télécharger')"));
        using var pdf = PdfDocument.Open(await File.ReadAllBytesAsync(await download.PathAsync()));
        var words = string.Join(' ', pdf.GetPages().SelectMany(sheet => sheet.GetWords()).Select(word => word.Text));

        var codes = Twelve().Matches(words).Select(match => match.Value).Distinct().ToList();
        codes.Should().HaveCount(2, words);
        return Domain.People.Ina.TryParse(codes[0], out _) ? (codes[0], codes[1]) : (codes[1], codes[0]);
    }

    /// <summary>The directory dies between the code and the password: the same letter is good afterwards.</summary>
    private async Task GetInByLetterAsync(Visit phone, string ina, string code)
    {
        var page = phone.Page;
        await TypeLetterAsync(page, ina, code);
        var bringBack = await demo.KillAsync("slapd");
        await page.ChoosePasswordAsync("cormoran dune galet estran 1");
        (await page.InnerTextAsync("main")).Should().MatchRegex("[0-9A-F]{4}-[0-9A-F]{4}");
        await bringBack();

        await TypeLetterAsync(page, ina.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), code);
        await LookAsync(phone, "recovery-password");
        await ChooseAsync(page, "cormoran dune galet estran 2");

        page.Url.Should().Be($"{demo.Provider}/");
    }

    /// <summary>As often as it takes a directory that came back to be known again: an outage counts no try.</summary>
    private async Task TypeLetterAsync(IPage page, string ina, string code)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            await page.GotoAsync($"{demo.Provider}/mot-de-passe-oublie/courrier");
            await page.FillAsync("[name='Form.Ina']", ina);
            await page.FillAsync("[name='Form.Code']", code);
            await SubmitAsync(page);
            if (page.Url == $"{demo.Provider}/mot-de-passe/nouveau")
                return;
            await Task.Delay(1000);
        }

        page.Url.Should().Be($"{demo.Provider}/mot-de-passe/nouveau");
    }

    private async Task AddBackupAddressAsync(Visit phone)
    {
        var page = phone.Page;
        await phone.OpenAsync("/activer/adresse-de-secours");
        await page.FillAsync("[name='Form.Address']", Outside);
        await SubmitAsync(page);
        await page.FillAsync("[name='Form.Code']", await CodeAsync("confirmer votre adresse de secours"));
        await SubmitAsync(page);
        (await page.InnerTextAsync("main")).Should().Contain(Outside);
    }

    /// <summary>From the webmail, and back to it; the link of the mail is opened in the same browser.</summary>
    private async Task GetInByMailAsync(string ina)
    {
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        var page = await visit.OpenAsync(demo.Webmail);
        await page.GetByText("Oubli de mot de passe ou d’identifiant").ClickAsync();
        await page.GetByText("Recevoir un code par message").ClickAsync();
        await page.FillAsync("[name='Form.Ina']", ina);
        await page.FillAsync("[name='Form.Address']", Outside);
        await SubmitAsync(page);
        await LookAsync(visit, "recovery-code");
        await CodeAsync("retrouver l'accès");
        await page.GotoAsync(Link().Match(await MailAsync("retrouver l'accès")).Value);
        page.Url.Should().NotContain("#", "what the fragment said stands in no history");
        (await page.InputValueAsync("[name='Form.Code']")).Should().MatchRegex("^[0-9A-Z]{4}-[0-9A-Z]{4}$");
        await SubmitAsync(page);
        await ChooseAsync(page, "cormoran dune galet estran 3");

        await page.WaitForURLAsync(url => url.StartsWith(demo.Webmail, StringComparison.Ordinal));
        (await page.Locator("#messagelist").CountAsync()).Should().Be(1);
        visit.Complaints.Should().BeEmpty();
    }

    private async Task GetInByAssistanceAsync()
    {
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync("/mot-de-passe-oublie?retour=%2Fcompte%2Factivite");
        await page.GetByText("Passer par l’assistance").ClickAsync();
        await LookAsync(visit, "recovery-assistance");
        await page.FillAsync("[name='Form.Name']", Teacher);
        await page.FillAsync("[name='Form.Code']", await ReadOutAsync());
        await SubmitAsync(page);
        await ChooseAsync(page, "cormoran dune galet estran 4");

        page.Url.Should().Be($"{demo.Provider}/compte/activite");
        await LookAsync(visit, "recovery-activity");
        var activity = await page.InnerTextAsync("main");
        activity.Should().Contain("Code donné par l’assistance").And.Contain("INA et code reçu à une adresse de secours").And.Contain("INA et code d’un courrier");
    }

    /// <summary>What an agent types once they have verified who is calling.</summary>
    private async Task<string> ReadOutAsync()
    {
        var (exitCode, said) = await demo.TellAsync("assistance", "code", Teacher, "--case", "D-2026-0042");
        exitCode.Should().Be(0, said);
        return Eight().Match(said).Value;
    }

    private async Task ChooseAsync(IPage page, string password)
    {
        await page.ChoosePasswordAsync(password);
        demo.NoteChosen(Teacher, password);
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

    private async Task<string> CodeAsync(string subject) => Eight().Match(await MailAsync(subject)).Value;

    private async Task<string> MailAsync(string subject)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var mails = Directory.Exists(demo.Mails) ? Directory.GetFiles(demo.Mails, "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText) : [];
            if (mails.LastOrDefault(mail => mail.Contains(Outside, StringComparison.Ordinal) && mail.Contains(subject, StringComparison.Ordinal)) is { } mail)
                return mail;
            await Task.Delay(200, patience.Token);
        }
    }

    [GeneratedRegex(@"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")]
    private static partial Regex Twelve();

    [GeneratedRegex(@"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")]
    private static partial Regex Eight();

    [GeneratedRegex(@"http\S+/mot-de-passe-oublie/code#c=[0-9A-Z-]+")]
    private static partial Regex Link();
}
