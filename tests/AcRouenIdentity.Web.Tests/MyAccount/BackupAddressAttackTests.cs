using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.SecondFactors;

namespace AcRouenIdentity.Web.Tests.MyAccount;

/// <summary>Whoever knows the password of somebody, and what they try with their backup addresses; two tabs at once; the addresses of others.</summary>
public sealed class BackupAddressAttackTests : IAsyncLifetime
{
    private const string Own = "claire@exemple.fr";
    private const string Other = "claire.martin@exemple.org";
    private const string Stolen = "voleur@exemple.net";
    private const string Gone = "n’est plus là";
    private static readonly TimeSpan Delay = TimeSpan.FromHours(48);
    private ProviderHost host = null!;
    private PlainBrowser owner = null!;
    private PlainBrowser thief = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["BackupAddresses:CodesAnHour"] = "50" });
        (owner, thief) = (host.NewBrowser(), host.NewBrowser());
        await owner.SignInAsync(SamplePeople.ClaireMartin);
        await thief.SignInAsync(SamplePeople.ClaireMartin);
        await owner.AddAddressAsync(host, Own);
    }

    public async Task DisposeAsync()
    {
        thief.Dispose();
        owner.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_thief_who_swaps_the_addresses_neither_gets_in_with_theirs_nor_silences_the_owner()
    {
        await thief.AddAddressAsync(host, Stolen);
        await thief.RemoveAddressAsync(Own, BackupAddressLoss.UntilAnotherServes);
        await host.PassAsync(Delay - TimeSpan.FromHours(1));
        using var later = host.NewBrowser();
        await later.SignInAsync(SamplePeople.ClaireMartin);
        await later.AddAddressAsync(host, "voleur2@exemple.net");
        var heard = (await host.ReadMailsAsync()).Where(mail => mail.To == Own && !mail.Subject.Contains("code")).Select(mail => mail.Subject).ToList();
        var serving = await host.ServingAsync(SamplePeople.ClaireMartin);
        await owner.SignInAsync(SamplePeople.ClaireMartin);
        await owner.PutBackAsync(Own);
        await owner.RemoveAddressAsync(Stolen, BackupAddressLoss.UntilAnotherServes);
        await owner.RemoveAddressAsync("voleur2@exemple.net", BackupAddressLoss.UntilAnotherServes);
        await host.PassAsync(Delay);

        heard.Should().Equal(
            "Une adresse de secours a été ajoutée à votre compte", "Une adresse de secours de votre compte a été supprimée", "Une adresse de secours a été ajoutée à votre compte");
        serving.Should().BeEmpty();
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(Own);
    }

    [Fact]
    public async Task An_address_that_its_owner_threw_out_does_not_serve_whoever_puts_it_back()
    {
        await thief.AddAddressAsync(host, Stolen);
        await owner.RemoveAddressAsync(Stolen);
        await host.PassAsync(Delay - TimeSpan.FromHours(1));
        await thief.SignInAsync(SamplePeople.ClaireMartin);
        await thief.PutBackAsync(Stolen);
        await host.PassAsync(TimeSpan.FromHours(2));

        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal([Own], "the time it was away does not count");
        (await host.ToldAsync("Une adresse de secours de votre compte a été remise")).Should().Contain(Own);
    }

    [Fact]
    public async Task To_remove_and_to_add_is_no_first_recording_not_even_of_the_same_address()
    {
        await thief.RemoveAddressAsync(Own, BackupAddressLoss.All);
        var stolen = await thief.AddAddressAsync(host, Stolen);
        var own = await owner.AddAddressAsync(host, Own);

        (stolen.Redirect!.Query, own.Redirect!.Query).Should().Be(("?fait=Waits", "?fait=Waits"));
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().BeEmpty();
        (await owner.GetAsync(BackupAddressStory.Path)).Main.Should().NotContain("Supprimées récemment");
    }

    [Fact]
    public async Task A_passkey_that_the_thief_made_a_moment_ago_is_no_second_proof_even_if_it_is_gone()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await thief.AddPasskeyAsync(authenticator);
        await thief.SignInAsync(authenticator, "/connexion?verification=1");
        var first = await thief.AddAddressAsync(host, Stolen);
        await thief.PressAsync(await thief.GetAsync("/compte/cles"), "Supprimer cette clé");
        var second = await thief.AddAddressAsync(host, Other);

        (first.Redirect!.Query, second.Redirect!.Query).Should().Be(("?fait=Waits", "?fait=Waits"));
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(Own);
    }

    [Fact]
    public async Task Nor_is_an_application_of_codes_that_the_thief_enrolled_a_moment_ago()
    {
        await thief.AddAppAsync(host.Clock);
        var added = await thief.AddAddressAsync(host, Stolen);

        added.Redirect!.Query.Should().Be("?fait=Waits");
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(Own);
    }

    [Fact]
    public async Task An_address_that_waits_confirms_no_other()
    {
        await thief.AddAddressAsync(host, Stolen);
        var page = await thief.FollowAsync(await thief.AddAddressAsync(host, Other));
        var (waiting, via) = (IdOf(page, Other), IdOf(page, Stolen));
        var refused = await thief.PressAsync(page, $"La faire compter tout de suite {Other}", ("id", waiting), ("via", via));
        var itself = await thief.PressAsync(page, $"La faire compter tout de suite {Other}", ("id", waiting), ("via", waiting));

        refused.Main.Should().Contain(Gone);
        itself.Main.Should().Contain(Gone);
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(Own);
    }

    [Fact]
    public async Task A_code_at_an_address_that_was_removed_meanwhile_confirms_nothing()
    {
        var page = await thief.FollowAsync(await thief.AddAddressAsync(host, Stolen));
        var asked = await thief.FollowAsync(await thief.PressAsync(page, $"La faire compter tout de suite {Stolen}"));
        await owner.RemoveAddressAsync(Own, BackupAddressLoss.UntilAnotherServes);
        var refused = await thief.PressAsync(asked, "Confirmer cette adresse", ("Form.Code", await host.CodeToAsync(Own)));

        refused.Main.Should().Contain("ne peut plus servir");
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_code_of_a_new_address_does_not_confirm_it_at_once()
    {
        var page = await thief.FollowAsync(await thief.AddAddressAsync(host, Stolen));
        var old = await host.CodeToAsync(Stolen);
        var asked = await thief.FollowAsync(await thief.PressAsync(page, $"La faire compter tout de suite {Stolen}"));
        var refused = await thief.PressAsync(asked, "Confirmer cette adresse", ("Form.Code", old));

        refused.Main.Should().Contain("n’est pas le code");
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(Own);
    }

    [Fact]
    public async Task Browsers_that_add_at_once_do_not_pass_the_limit_together()
    {
        await owner.AddAddressAsync(host, Other);
        var confirmations = new List<Func<Task<WebPage>>>();
        for (var number = 0; number < 4; number++)
            confirmations.Add(await host.BeginToAddAsync(SamplePeople.ClaireMartin, $"claire{number}@exemple.fr"));
        var answers = await Task.WhenAll(confirmations.Select(confirm => confirm()));

        answers.Count(answer => answer.Redirect is not null).Should().Be(1);
        answers.Where(answer => answer.Redirect is null).Should().OnlyContain(answer => answer.Main.Contains("Vous avez déjà 3 adresses"));
        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(3);
    }

    [Fact]
    public async Task Browsers_that_record_a_first_address_at_once_have_one_that_is_the_first()
    {
        var confirmations = new List<Func<Task<WebPage>>>();
        for (var number = 0; number < 3; number++)
            confirmations.Add(await host.BeginToAddAsync(SamplePeople.OdileRoux, $"odile{number}@exemple.fr"));
        await Task.WhenAll(confirmations.Select(confirm => confirm()));

        (await host.CountThereAsync(SamplePeople.OdileRoux)).Should().Be(3);
        (await host.ServingAsync(SamplePeople.OdileRoux)).Should().HaveCount(1);
    }

    [Fact]
    public async Task One_address_that_is_proven_twice_at_once_is_one()
    {
        var first = await host.BeginToAddAsync(SamplePeople.ClaireMartin, Other);
        var second = await host.BeginToAddAsync(SamplePeople.ClaireMartin, "CLAIRE.Martin@exemple.org");
        await Task.WhenAll(first(), second());

        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(2);
    }

    [Fact]
    public async Task Nobody_has_more_addresses_than_they_may()
    {
        await owner.AddAddressAsync(host, Other);
        var before = await owner.GetAsync($"{BackupAddressStory.Path}?autre=true");
        await owner.AddAddressAsync(host, "claire3@exemple.fr");
        var refused = await owner.PressAsync(before, "Envoyer le code", ("Form.Address", "claire4@exemple.fr"));
        await owner.RemoveAddressAsync(Other);
        await owner.AddAddressAsync(host, "claire4@exemple.fr");
        var notBack = await owner.PutBackAsync(Other);

        refused.Main.Should().Contain("Vous avez déjà 3 adresses");
        notBack.Main.Should().Contain("Vous avez déjà 3 adresses");
        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(3);
    }

    [Fact]
    public async Task Two_tabs_that_remove_one_address_are_told_that_it_is_gone()
    {
        await owner.AddAddressAsync(host, Other);
        var page = await owner.GetAsync(BackupAddressStory.Path);
        await owner.RemoveAddressAsync(page, Other, BackupAddressLoss.Nothing);

        (await owner.RemoveAddressAsync(page, Other, BackupAddressLoss.Nothing)).Main.Should().Contain(Gone);
    }

    [Fact]
    public async Task What_another_tab_removed_meanwhile_is_a_loss_that_is_told_first()
    {
        await owner.AddAddressAsync(host, Other);
        await host.PassAsync(Delay);
        await owner.SignInAsync(SamplePeople.ClaireMartin);
        var page = await owner.GetAsync(BackupAddressStory.Path);
        await owner.RemoveAddressAsync(page, Own, BackupAddressLoss.Nothing);
        var refused = await owner.RemoveAddressAsync(page, Other, BackupAddressLoss.Nothing);

        refused.Main.Should().Contain("C’est votre seule adresse");
        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(1);
    }

    [Fact]
    public async Task Nobody_removes_puts_back_or_confirms_the_address_of_somebody_else()
    {
        await owner.AddAddressAsync(host, Other);
        var target = IdOf(await owner.GetAsync(BackupAddressStory.Path), Other);
        using var stranger = host.NewBrowser();
        await stranger.SignInAsync(SamplePeople.OdileRoux);
        await stranger.AddAddressAsync(host, "odile@exemple.fr");
        await stranger.AddAddressAsync(host, "odile@exemple.net");
        var page = await stranger.GetAsync(BackupAddressStory.Path);
        var removed = await stranger.PressAsync(page, "Supprimer cette adresse odile@exemple.fr", ("id", target), ("accepted", "All"));
        var confirmed = await stranger.PressAsync(page, "La faire compter tout de suite odile@exemple.net", ("id", target));
        await owner.RemoveAddressAsync(Other);
        await stranger.RemoveAddressAsync("odile@exemple.net");
        var putBack = await stranger.PressAsync(await stranger.GetAsync(BackupAddressStory.Path), "Remettre odile@exemple.net", ("id", target));

        new[] { removed, confirmed, putBack }.Should().OnlyContain(page => page.Main.Contains(Gone));
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(Own);
        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(1);
    }

    private static string IdOf(WebPage page, string address) =>
        page.ButtonOf($"Supprimer cette adresse {address}").Closest("form")!.QuerySelector("[name=id]")!.GetAttribute("value")!;
}
