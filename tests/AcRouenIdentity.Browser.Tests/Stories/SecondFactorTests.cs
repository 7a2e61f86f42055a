using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing.SecondFactors;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>A second factor as people have it: an application on the telephone, and a sheet of paper for the day the telephone is not there.</summary>
[Collection(DemoStories.Name)]
public sealed class SecondFactorTests(Demo demo, Chromium chromium)
{
    [SkippableFact]
    public async Task A_teacher_reads_his_mail_with_a_code_of_his_telephone_and_gets_in_with_one_on_paper_the_day_it_is_lost()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        await visit.OpenAsync("/connexion?retour=%2Fcompte%2Fsecond-facteur");
        await visit.Page.SignInAsync("jpetit1", demo.PasswordOf("jpetit1"));
        var app = CodeApp.Of(await visit.Page.Locator("code.secret").TextContentAsync() ?? "", TimeProvider.System);
        await visit.Page.FillAsync("[name='Form.Code']", app.Code());
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier et ajouter" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Créer mes codes de secours" }).ClickAsync();
        var onPaper = await visit.Page.Locator(".codes code").First.TextContentAsync() ?? "";

        await SignOutAsync(visit);
        await visit.OpenAsync(demo.Webmail);
        await visit.Page.SignInAsync("jpetit1", demo.PasswordOf("jpetit1"));
        // The code of the enrolment is used up; the next one is good already.
        await visit.Page.FillAsync("[name='Form.Code']", app.Code(-30));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier" }).ClickAsync();
        await visit.Page.WaitForURLAsync(url => url.StartsWith(demo.Webmail, StringComparison.Ordinal));
        (await visit.Page.Locator("#messagelist").CountAsync()).Should().Be(1);

        await SignOutAsync(visit);
        await visit.OpenAsync("/connexion?retour=%2Fcompte%2Fsecond-facteur");
        await visit.Page.SignInAsync("jpetit1", demo.PasswordOf("jpetit1"));
        await visit.Page.Locator("summary").ClickAsync();
        await visit.Page.FillAsync("[name='Form.RecoveryCode']", onPaper);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Utiliser ce code de secours" }).ClickAsync();
        await visit.Page.Locator("summary", new() { HasText = "Changer" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Retirer l’application de codes" }).ClickAsync();
        await visit.Page.WaitForLoadStateAsync();

        (await visit.Page.InnerTextAsync("main")).Should().Contain("Application de codes retirée").And.Contain("Vous pourrez les créer dès qu’un second facteur sera ajouté");
    }

    private static async Task SignOutAsync(Visit visit)
    {
        await visit.OpenAsync("/deconnexion");
        await visit.Page.ClickAsync("main form button[type=submit]");
    }
}
