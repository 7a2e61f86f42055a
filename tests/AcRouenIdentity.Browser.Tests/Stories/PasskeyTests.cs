using AcRouenIdentity.Browser.Tests.Browsers;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>Passkeys as people have them: one in the phone, one on a key ring. The authenticators are Chromium's own virtual ones; everything else is real.</summary>
[Collection(DemoStories.Name)]
public sealed class PasskeyTests(Demo demo, Chromium chromium)
{
    [SkippableFact]
    public async Task A_teacher_makes_a_passkey_on_her_phone_and_reads_her_mail_by_it_without_typing_anything()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        var authenticator = await VirtualAuthenticator.AddAsync(visit.Page, "internal");
        await visit.OpenAsync("/connexion?retour=%2Fcompte%2Fcles");
        await visit.Page.SignInAsync("jpetit1", demo.PasswordOf("jpetit1"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé d’accès" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Clé d’accès ajoutée" }).WaitForAsync();
        await visit.PhotographAsync("cles-ajoutee");
        (await authenticator.CountAsync()).Should().Be(1);

        await visit.OpenAsync("/deconnexion");
        await visit.Page.ClickAsync("main form button[type=submit]");
        await authenticator.AnswersByItselfAsync();
        await visit.OpenAsync(demo.Webmail);
        await visit.Page.WaitForURLAsync(url => url.StartsWith(demo.Webmail, StringComparison.Ordinal));

        (await visit.Page.Locator("#messagelist").CountAsync()).Should().Be(1, "the first page asked the phone, and nobody typed");
        visit.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_key_on_a_key_ring_signs_in_by_a_button()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var authenticator = await VirtualAuthenticator.AddAsync(visit.Page, "usb");
        await visit.OpenAsync("/connexion?retour=%2Fcompte%2Fcles");
        await visit.Page.SignInAsync("jpetit1", demo.PasswordOf("jpetit1"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé d’accès" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Clé d’accès ajoutée" }).WaitForAsync();

        await visit.OpenAsync("/deconnexion");
        await visit.Page.ClickAsync("main form button[type=submit]");
        await visit.OpenAsync("/connexion");
        await authenticator.AnswersByItselfAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d’accès" }).ClickAsync();
        await visit.Page.WaitForURLAsync($"{demo.Provider}/");

        (await visit.Page.InnerTextAsync("h1")).Should().Contain("Jean-Noël");
    }
}
