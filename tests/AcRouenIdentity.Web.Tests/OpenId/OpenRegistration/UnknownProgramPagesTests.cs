using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId.OpenRegistration;

/// <summary>What administrators see of programs that registered themselves, and do with them.</summary>
public sealed class UnknownProgramPagesTests : IAsyncLifetime
{
    private const string Unknown = "/applications/inscrites";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private PlainBrowser owner = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(UnknownProgram.Open, ("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()));
        browser = host.NewBrowser();
        owner = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.OdileRoux);
        await owner.SignInAsync(SamplePeople.BaoNguyen);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        owner.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task They_stand_apart_and_are_in_no_export()
    {
        using var program = await host.PlayProgramAsync();
        await host.RegisterProgramAsync(("client_name", "Autre logiciel"));

        var list = await browser.GetAsync("/applications");
        var unknown = await browser.GetAsync(Unknown);
        var found = await browser.GetAsync($"{Unknown}?q=autre");

        list.Main.Should().Contain("Applications inscrites d’elles-mêmes\u00a0: 2").And.NotContain("Courrielleur");
        unknown.Main.Should().Contain("Courrielleur").And.Contain("Autre logiciel").And.Contain("Inscrites\u00a0: 2, dont 2 à qui personne n’a donné accès").And.Contain(program.ClientId);
        found.Main.Should().Contain("Autre logiciel").And.NotContain("Courrielleur");
        (await browser.GetAsync($"{Unknown}?q=rien")).Main.Should().Contain("Aucune ne porte ce nom");
        (await browser.GetAsync("/applications?handler=File")).Html.Should().NotContain("Courrielleur").And.NotContain("program-");
        (await owner.GetAsync(Unknown)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task One_is_disabled_enabled_and_removed_and_its_settings_are_nobodys_to_change()
    {
        using var program = await host.PlayProgramAsync();
        var tokens = await program.LetInAsync(owner);
        var card = RegistrationPaths.Of(program.ClientId);

        var shown = await browser.GetAsync(card);
        var disabled = await browser.SubmitAsync(await browser.GetAsync(RegistrationPaths.StateOf(program.ClientId)));
        var refused = await owner.GetAsync(program.AuthorizePath());
        var seen = await host.VersionOfAsync(program.ClientId);
        var changed = await host.AskDeskAsync(desk => desk.ChangeAsync(RegistrationStory.Editor, seen, RegistrationStory.Canteen(), CancellationToken.None));

        shown.Main.Should().Contain("Cette application s’est inscrite d’elle-même").And.Contain("Courrielleur").And.Contain("demandé à chaque connexion").And.NotContain("demandé une fois");
        shown.Html.Should().NotContain("/reglages").And.NotContain("/secret");
        disabled.Redirect.Should().NotBeNull();
        (refused.Status, refused.Redirect).Should().Be((HttpStatusCode.BadRequest, null));
        (await program.RefreshAsync(tokens.RefreshToken)).Error.Should().NotBeNullOrEmpty();
        (await browser.GetAsync(RegistrationPaths.SettingsOf(program.ClientId))).Status.Should().Be(HttpStatusCode.NotFound);
        (await browser.GetAsync(RegistrationPaths.SecretOf(program.ClientId))).Status.Should().Be(HttpStatusCode.NotFound);
        changed.Should().BeOfType<ClientOutcome.NotPossible>();
        await browser.PressAsync(await browser.GetAsync(RegistrationPaths.StateOf(program.ClientId)), "Réactiver");
        (await program.LetInAsync(owner)).AccessToken.Should().NotBeEmpty();
        await host.RemoveAsync(program.ClientId);
        (await browser.GetAsync(card)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_import_does_not_take_the_place_of_one()
    {
        using var program = await host.PlayProgramAsync();
        var text = ClientJson.Write(RegistrationStory.Canteen(program.ClientId));

        var plan = await host.AskAsync((ClientImport import) => import.PlanAsync(text, CancellationToken.None));

        plan!.Single().Problems.Select(problem => problem.Fault).Should().Equal(ClientFault.IdTaken);
    }

    [Fact]
    public async Task All_are_disabled_at_once_and_none_of_the_others()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());
        using var first = await host.PlayProgramAsync();
        using var second = await host.PlayProgramAsync();
        var tokens = await first.LetInAsync(owner);

        var done = await browser.PressAsync(await browser.GetAsync($"{Unknown}/toutes"), "Désactiver toutes");

        (await browser.FollowAsync(done)).Main.Should().Contain("Toutes sont désactivées");
        (await first.RefreshAsync(tokens.RefreshToken)).Error.Should().NotBeNullOrEmpty();
        (await owner.GetAsync(second.AuthorizePath())).Status.Should().Be(HttpStatusCode.BadRequest);
        (await host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().Where(row => row.DisabledAt == null).Select(row => row.Id).ToListAsync())).Should().Equal("cantine");
        (await EndsAsync()).Should().ContainSingle().Which.Should().Contain(nameof(UnknownApplicationsEnd.AllDisabled)).And.Contain("administrator");
    }

    [Fact]
    public async Task All_are_removed_at_once_when_that_is_confirmed_and_none_of_the_others()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());
        using var program = await host.PlayProgramAsync();
        var tokens = await program.LetInAsync(owner);

        var unsure = await browser.PressAsync(await browser.GetAsync($"{Unknown}/toutes"), "Retirer toutes");
        var before = await host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().CountAsync());
        await browser.PressAsync(unsure, "Retirer toutes", ("sure", "true"));

        unsure.Main.Should().Contain("Cochez la case");
        before.Should().Be(2);
        (await program.RefreshAsync(tokens.RefreshToken)).Error.Should().NotBeNullOrEmpty();
        (await host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().Select(row => row.Id).ToListAsync())).Should().Equal("cantine");
        (await host.AskAsync((IdentityDb db) => db.Set<Consent>().CountAsync())).Should().Be(0);
        (await EndsAsync()).Should().ContainSingle().Which.Should().Contain(nameof(UnknownApplicationsEnd.AllRemoved));
    }

    private Task<List<string>> EndsAsync() =>
        host.AskAsync((IdentityDb db) => db.AuditEntries.Where(entry => entry.Kind == AuditKind.UnknownApplicationsEnded).Select(entry => entry.Json).ToListAsync());
}
