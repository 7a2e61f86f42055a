using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MyAccount;

/// <summary>The backup addresses of somebody: the first, others, those that go and those that come back.</summary>
public sealed class BackupAddressesTests : IAsyncLifetime
{
    private const string Professional = "claire.martin@ac-rouen.fr";
    private const string First = "claire@exemple.fr";
    private const string Second = "claire.martin@exemple.org";
    private const string Third = "c.martin@exemple.net";
    private const string Added = "Une adresse de secours a été ajoutée à votre compte";
    private static readonly TimeSpan Delay = TimeSpan.FromHours(48);
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["BackupAddresses:CodesAnHour"] = "50" });
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_first_address_counts_at_once()
    {
        var done = await browser.AddAddressAsync(host, First);

        done.Redirect!.Query.Should().Be("?fait=Serves");
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(First);
        (await browser.FollowAsync(done)).Main.Should().Contain(First).And.NotContain("ne compte pas encore");
    }

    [Fact]
    public async Task Another_waits_two_days_and_every_address_known_before_is_told()
    {
        await browser.AddAddressAsync(host, First);
        var done = await browser.AddAddressAsync(host, Second);
        var page = await browser.FollowAsync(done);
        await host.PassAsync(Delay - TimeSpan.FromSeconds(1));
        var before = await host.ServingAsync(SamplePeople.ClaireMartin);
        await host.PassAsync(TimeSpan.FromSeconds(1));

        done.Redirect!.Query.Should().Be("?fait=Waits");
        page.Main.Should().Contain("Elle ne compte pas encore").And.Contain("Pourra vous rendre l’accès à partir du");
        before.Should().Equal(First);
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(First, Second);
        (await host.ToldAsync(Added)).Should().BeEquivalentTo(Professional, Professional, First);
        (await host.ReadMailsAsync()).Last(mail => mail.Subject == Added).Text.Should().Contain("que dans 48 heures").And.Contain($"{host.Address}compte/adresses");
    }

    [Fact]
    public async Task Two_factors_stand_for_the_delay_as_long_as_they_were_the_last_proof()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.AddPasskeyAsync(authenticator);
        await browser.AddAddressAsync(host, First);
        await host.PassAsync(Delay);
        await browser.SignInAsync(authenticator);
        var atOnce = await browser.AddAddressAsync(host, Second);
        await browser.SignInAsync("cmartin1", SamplePeople.Password, "/connexion?verification=1");
        var later = await browser.AddAddressAsync(host, Third);

        (atOnce.Redirect!.Query, later.Redirect!.Query).Should().Be(("?fait=Serves", "?fait=Waits"));
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(First, Second);
    }

    [Fact]
    public async Task A_code_at_an_older_address_that_counts_confirms_a_new_one()
    {
        await browser.AddAddressAsync(host, First);
        var page = await browser.FollowAsync(await browser.AddAddressAsync(host, Second));
        var asked = await browser.FollowAsync(await browser.PressAsync(page, $"La faire compter tout de suite {Second}"));
        var done = await browser.PressAsync(asked, "Confirmer cette adresse", ("Form.Code", await host.CodeToAsync(First)));

        asked.Main.Should().Contain($"envoyé à {First}");
        (await host.ReadMailsAsync()).Last(mail => mail.Subject.Contains("Votre code")).Text.Should().Contain("c•••@exemple.org");
        done.Redirect!.Query.Should().Be("?fait=Serves");
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(First, Second);
        (await host.ToldAsync("Une adresse de secours de votre compte a été confirmée")).Should().BeEquivalentTo(Professional, First, Second);
    }

    [Theory]
    [InlineData("CLAIRE@exemple.fr", "déjà l’une des vôtres")]
    [InlineData("claire@ac-rouen.fr", "professionnelles")]
    [InlineData("pas une adresse", "n’est pas une adresse")]
    [InlineData("", "Saisissez votre adresse")]
    public async Task An_address_that_is_theirs_already_or_none_or_one_of_ours_is_refused_with_its_reason(string typed, string reason)
    {
        await browser.AddAddressAsync(host, First);
        var refused = await browser.AskForCodeAsync(typed);

        refused.Main.Should().Contain(reason);
        refused.Document.QuerySelector("[name='Form.Address']")!.GetAttribute("value").Should().Be(typed, "nothing typed is lost");
        (await host.AskAsync<IdentityDb, int>(db => db.MailCodes.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task A_wrong_code_is_refused_where_it_is_typed()
    {
        var page = await browser.AskForCodeAsync(First);
        var wrong = await browser.PressAsync(page, "Confirmer cette adresse", ("Form.Code", "ZZZZ-ZZZZ"));
        var missing = await browser.PressAsync(page, "Confirmer cette adresse", ("Form.Code", ""));

        wrong.Document.QuerySelector("#Form-Code-messages")!.TextContent.Should().Contain("n’est pas le code");
        missing.Document.QuerySelector("#Form-Code-messages")!.TextContent.Should().Contain("Saisissez le code");
        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(0);
    }

    [Fact]
    public async Task Two_people_may_share_an_address_and_nothing_tells_the_one_of_the_other()
    {
        await browser.AddAddressAsync(host, First);
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.OdileRoux);
        var asked = await other.AskForCodeAsync(First);
        var done = await other.PressAsync(asked, "Confirmer cette adresse", ("Form.Code", await host.CodeToAsync(First)));

        done.Redirect!.Query.Should().Be("?fait=Serves");
        (await other.FollowAsync(done)).Main.Should().NotContain("Martin");
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(await host.ServingAsync(SamplePeople.OdileRoux));
    }

    [Fact]
    public async Task Every_address_is_told_of_one_that_is_removed_that_one_too()
    {
        await browser.AddAddressAsync(host, First);
        await browser.AddAddressAsync(host, Second);
        var done = await browser.RemoveAddressAsync(Second);

        done.Redirect!.Query.Should().Be("?fait=Removed");
        (await host.ToldAsync("Une adresse de secours de votre compte a été supprimée")).Should().BeEquivalentTo(Professional, First, Second);
        (await host.ServingAsync(SamplePeople.ClaireMartin)).Should().Equal(First);
        (await host.ReadMailsAsync())[^1].Text.Should().Contain("vous pouvez la remettre").And.Contain($"{host.Address}compte/adresses");
    }

    [Fact]
    public async Task The_only_address_goes_only_from_whoever_said_that_they_know_what_they_lose()
    {
        await browser.AddAddressAsync(host, First);
        var refused = await browser.RemoveAddressAsync(First);
        var stillThere = await host.CountThereAsync(SamplePeople.ClaireMartin);
        var page = await browser.FollowAsync(await browser.RemoveAddressAsync(First, BackupAddressLoss.All));

        refused.Main.Should().Contain("C’est votre seule adresse").And.Contain("cochez la case");
        refused.Document.QuerySelector("details[open]").Should().NotBeNull("what is asked shows");
        stillThere.Should().Be(1);
        page.Main.Should().Contain("Vous n’avez pas d’adresse de secours").And.Contain("il vous faudra un courrier INA");
        (await browser.GetAsync("/compte")).Main.Should().Contain("sans elle, un mot de passe oublié");
        (await browser.GetAsync("/")).Main.Should().Contain("n’a pas d’adresse de secours");
    }

    [Fact]
    public async Task Whoever_removes_the_one_that_counts_is_told_when_the_others_do_not_yet()
    {
        await browser.AddAddressAsync(host, First);
        await browser.AddAddressAsync(host, Second);
        var refused = await browser.RemoveAddressAsync(First);
        var done = await browser.RemoveAddressAsync(First, BackupAddressLoss.UntilAnotherServes);

        refused.Main.Should().Contain("Vos autres adresses ne comptent pas encore");
        (await browser.FollowAsync(done)).Main.Should().Contain("Aucune adresse ne compte encore");
        (await browser.GetAsync("/compte")).Main.Should().Contain("la vôtre attend encore").And.Contain("ne compte qu’à partir du");
    }

    [Fact]
    public async Task One_that_was_removed_is_put_back_by_its_owner_and_everybody_hears_of_it()
    {
        await browser.AddAddressAsync(host, First);
        await browser.AddAddressAsync(host, Second);
        await browser.RemoveAddressAsync(Second);
        var done = await browser.PutBackAsync(Second);

        done.Redirect!.Query.Should().Be("?fait=Waits");
        (await browser.FollowAsync(done)).Main.Should().NotContain("Supprimées récemment");
        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(2);
        (await host.ToldAsync("Une adresse de secours de votre compte a été remise")).Should().BeEquivalentTo(Professional, First, Second);
    }

    [Fact]
    public async Task After_two_days_what_it_was_is_forgotten_and_that_there_was_one_is_not()
    {
        await browser.AddAddressAsync(host, First);
        await browser.RemoveAddressAsync(First, BackupAddressLoss.All);
        await host.ReadMailsAsync();
        var late = await browser.GetAsync(BackupAddressStory.Path);
        host.Clock.Advance(Delay);
        await Eventually.BeTrueAsync(() => host.AskAsync<IdentityDb, bool>(db => db.BackupAddresses.AllAsync(address => address.Protected == null && address.Lookup == null)));
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var tooLate = await browser.PressAsync(late, $"Remettre {First}");
        var again = await browser.AddAddressAsync(host, First);

        tooLate.Main.Should().Contain("n’est plus là");
        again.Redirect!.Query.Should().Be("?fait=Waits", "to remove and add is no first recording");
    }

    [Fact]
    public async Task Whoever_had_one_is_led_from_the_page_of_first_access_to_their_account()
    {
        await browser.AddAddressAsync(host, First);
        await browser.RemoveAddressAsync(First, BackupAddressLoss.All);

        (await browser.GetAsync("/activer/adresse-de-secours")).Redirect!.AbsolutePath.Should().Be(BackupAddressStory.Path);
    }

    [Fact]
    public async Task What_happened_is_told_in_words()
    {
        await browser.AddAddressAsync(host, First);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        await browser.AddAddressAsync(host, Second);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        await browser.RemoveAddressAsync(Second);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        await browser.PutBackAsync(Second);
        var page = await browser.GetAsync("/compte/activite?quoi=WaysIn");

        page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent.Trim()))).Should().Equal(
            "Adresse de secours remise|Compte après un délai", "Adresse de secours supprimée|–", "Adresse de secours ajoutée|Compte après un délai", "Adresse de secours ajoutée|La première");
        (await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.BackupAddressVerified))).Should().Be(2);
    }

    [Fact]
    public async Task Addresses_are_changed_only_by_who_has_just_proven_who_they_are()
    {
        await browser.AddAddressAsync(host, First);
        await browser.AddAddressAsync(host, Second);
        var page = await browser.GetAsync(BackupAddressStory.Path);
        await host.PassAsync(TimeSpan.FromMinutes(6));
        var removed = await browser.RemoveAddressAsync(page, Second, BackupAddressLoss.Nothing);
        var asked = await browser.PressAsync(page, "Envoyer le code", ("Form.Address", Third));

        removed.Redirect!.PathAndQuery.Should().StartWith("/connexion?retour=").And.EndWith("verification=1");
        asked.Redirect!.PathAndQuery.Should().StartWith("/connexion?retour=").And.EndWith("verification=1");
        (await host.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(2);
    }
}
