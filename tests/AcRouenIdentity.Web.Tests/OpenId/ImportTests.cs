using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Apply = "Appliquer ces changements";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()));
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.OdileRoux);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_exported_comes_back_with_another_secret()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());
        var text = (await browser.GetAsync("/applications/fiche/cantine?handler=File")).Html;
        var same = await PlanAsync(text);
        await host.RemoveAsync("cantine");

        var plan = await PlanAsync(text);
        var done = await browser.PressAsync(plan, Apply);

        same.Main.Should().Contain("À ajouter\u00a0: 0. À modifier\u00a0: 0. Inchangées\u00a0: 1. Refusées\u00a0: 0.");
        same.Document.QuerySelector("form[action*='Apply']").Should().BeNull();
        plan.Main.Should().Contain("À ajouter\u00a0: 1.");
        done.Main.Should().Contain("Applications enregistrées\u00a0: 1.").And.Contain("Notez ce secret maintenant");
        (await CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Everything_that_is_exported_is_planned_and_what_the_configuration_has_is_refused()
    {
        var plan = await PlanAsync((await browser.GetAsync("/applications?handler=File")).Html);

        plan.Main.Should().Contain("Refusées\u00a0: 4.").And.Contain("déjà pris");
        plan.Html.Should().NotContain("Zmail0Service");
    }

    [Fact]
    public async Task A_change_is_said_before_it_is_made()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());
        var other = RegistrationStory.Canteen();
        other.RedirectUris.Add("https://cantine.exemple.fr/autre");

        var plan = await PlanAsync(ClientJson.Write(other));
        var between = await SettingsAsync();
        var done = await browser.PressAsync(plan, Apply);

        plan.Main.Should().Contain("à modifier").And.Contain("Adresses de retour");
        between.Should().NotContain("/autre");
        done.Main.Should().Contain("enregistrée").And.NotContain("Notez ce secret");
        (await SettingsAsync()).Should().Contain("/autre");
    }

    [Fact]
    public async Task A_plan_that_no_longer_holds_is_shown_anew()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());
        var other = RegistrationStory.Canteen();
        other.Name = "Cantines";
        var plan = await PlanAsync(ClientJson.Write(other));
        await host.DisableAsync("cantine");

        var told = await browser.PressAsync(plan, Apply);

        told.Main.Should().Contain("Voici le nouveau");
        (await SettingsAsync()).Should().NotContain("Cantines");
        (await browser.PressAsync(told, Apply)).Main.Should().Contain("Applications enregistrées\u00a0: 1.");
    }

    [Theory]
    [InlineData("""[{"Id":"a1","Name":"A","Kind":"Resource"},{"Id":"A1","Name":"B","Kind":"Resource"}]""", "Refusées\u00a0: 2.", "déjà pris")]
    [InlineData("""[{"Id":"a1","Name":"A","Kind":"Resource","Couleur":"bleu"}]""", "Refusées\u00a0: 1.", "Illisible")]
    [InlineData("""[{"Id":"a1","Name":"A","Kind":"Resource","SecretFile":"/etc/shadow"}]""", "Refusées\u00a0: 1.", "ne lit aucun fichier")]
    [InlineData("""[{"Id":"a1","Name":"A","Kind":"Confidential","RedirectUris":["javascript:alert(1)"]}]""", "Refusées\u00a0: 1.", "il faut https")]
    [InlineData("""[{"Id":"MAIL","Name":"A","Kind":"Resource"}]""", "Refusées\u00a0: 1.", "déjà pris")]
    public async Task A_line_that_cannot_be_is_refused_with_the_reason_and_nothing_is_applied(string text, string counted, string reason)
    {
        var plan = await PlanAsync(text);

        plan.Main.Should().Contain(counted).And.Contain(reason);
        plan.Document.QuerySelectorAll("button").Should().NotContain(button => button.TextContent.Contains(Apply));
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_script_in_what_is_imported_is_shown_as_text()
    {
        var plan = await PlanAsync("""[{"Id":"<script>alert(1)</script>","Name":"<img src=x onerror=alert(2)>","Kind":"Resource"},{"<svg onload=alert(3)>":1}]""");

        plan.Main.Should().Contain("Refusées\u00a0: 2.");
        plan.Document.QuerySelectorAll("script:not([src]), img[onerror], svg[onload]").Should().BeEmpty();
    }

    [Theory]
    [InlineData("rien")]
    [InlineData("")]
    [InlineData("{\"Id\":")]
    public async Task What_is_no_JSON_of_applications_is_refused_beside_the_field(string text) =>
        (await PlanAsync(text)).Document.QuerySelector("#Form-Text-messages")!.TextContent.Trim().Should().NotBeEmpty();

    [Fact]
    public async Task What_is_deep_or_huge_is_refused_and_nothing_falls_over()
    {
        (await PlanAsync(new string('[', 10_000))).Main.Should().Contain("pas du JSON d’applications");
        ((int)(await PlanAsync($"[{new string(' ', 2_000_000)}]")).Status).Should().BeLessThan(500);
        (await browser.GetAsync("/applications")).Status.Should().Be(System.Net.HttpStatusCode.OK);
    }

    private async Task<WebPage> PlanAsync(string text) => await browser.SubmitAsync(await browser.GetAsync("/applications/importer"), ("Form.Text", text));

    private Task<int> CountAsync() => host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().CountAsync());

    private Task<string> SettingsAsync() => host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().Select(row => row.Settings).SingleAsync());
}
