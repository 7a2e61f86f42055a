using System.Net;
using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.MailClients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>Passwords of mail programs: made, shown once, told of, seen in use, ended by their owner.</summary>
public sealed class ApplicationPasswordTests : ApplicationPasswordOwner
{
    [Fact]
    public async Task A_password_is_shown_once_with_the_address_and_opens_the_mailbox()
    {
        var page = await Browser.AskForPasswordAsync("Téléphone");
        var password = ApplicationPasswordStory.PasswordIn(page)!;

        password.Should().MatchRegex("^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){4}$");
        page.Main.Should().Contain("claire.martin@ac-rouen.fr").And.Contain("Téléphone");
        page.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        page.Document.QuerySelectorAll($"main [data-copy='{password}']").Should().ContainSingle();
        Host.Reads(Claire, password).Should().BeTrue();
        Host.ApplicationPasswords.SignsIn("claire.martin@ac-rouen.fr", password, "smtp").Should().BeTrue();
        var list = await Browser.GetAsync(ApplicationPasswordStory.Place);
        list.Main.Should().Contain("Téléphone").And.Contain(password[..4]);
        list.Html.Should().NotContain(password);
    }

    [Theory]
    [InlineData(MailUse.ReadAndSend, true, true), InlineData(MailUse.Read, true, false), InlineData(MailUse.Send, false, true)]
    public async Task A_password_opens_what_its_owner_said(MailUse use, bool reads, bool sends)
    {
        var password = await Browser.MakePasswordAsync("Tablette", use);

        (Host.ApplicationPasswords.SignsIn("cmartin1", password, "imap"), Host.ApplicationPasswords.SignsIn("cmartin1", password, "smtp")).Should().Be((reads, sends));
    }

    [Fact]
    public async Task Every_address_known_is_told_and_the_account_shows_it()
    {
        await Host.GiveBackupAddressAsync(Claire, "claire@exemple.fr", Host.Clock.GetUtcNow());

        var password = await Browser.MakePasswordAsync("Téléphone");

        var mails = (await Host.ReadMailsAsync()).Where(mail => mail.Subject == "Un mot de passe d'application a été fait pour votre compte").ToList();
        mails.Select(mail => mail.To).Should().BeEquivalentTo("claire.martin@ac-rouen.fr", "claire@exemple.fr");
        mails.Should().OnlyContain(mail => !mail.Text.Contains(password, StringComparison.Ordinal));
        (await Browser.GetAsync("/compte")).Main.Should().Contain("Un logiciel de messagerie en a un");
        (await Browser.GetAsync("/compte/activite")).Main.Should().Contain("Mot de passe d’application fait").And.Contain("Pour lire et envoyer");
    }

    [Fact]
    public async Task When_a_program_last_read_is_shown_in_words()
    {
        var password = await Browser.MakePasswordAsync("Téléphone");
        (await Browser.GetAsync(ApplicationPasswordStory.Place)).Main.Should().Contain("jamais utilisé");

        Host.Reads(Claire, password);

        (await Browser.GetAsync(ApplicationPasswordStory.Place)).Main.Should().NotContain("jamais utilisé").And.Contain("utilisé le");
    }

    [Fact]
    public async Task Its_owner_ends_one_or_all()
    {
        var (first, second, third) = (await Browser.MakePasswordAsync("Téléphone"), await Browser.MakePasswordAsync("Tablette"), await Browser.MakePasswordAsync("Portable"));

        var page = await Browser.FollowAsync(await Browser.PressAsync(await Browser.GetAsync(ApplicationPasswordStory.Place), "Supprimer Téléphone"));
        await Eventually.BeTrueAsync(() => Task.FromResult(Host.ApplicationPasswords.Count == 2));
        (Host.Reads(Claire, first), Host.Reads(Claire, second), Host.Reads(Claire, third)).Should().Be((false, true, true));
        page.Main.Should().Contain("Mot de passe supprimé");

        await Browser.PressAsync(page, "Supprimer tous ces mots de passe");

        await Host.AreGoneAsync();
        (await Host.ReadMailsAsync()).Count(mail => mail.Subject == "Des mots de passe d'applications ont été supprimés").Should().Be(2);
        var ended = await Host.AskAsync<IdentityDb, List<string>>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.ApplicationPasswordsEnded).OrderBy(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());
        ended.Should().HaveCount(2);
        ended.Should().Contain(facts => facts.Contains("\"count\":1", StringComparison.Ordinal)).And.Contain(facts => facts.Contains("\"count\":2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_are_so_many_at_most_and_an_ended_one_makes_room()
    {
        foreach (var name in new[] { "un", "deux", "trois" })
            await Browser.MakePasswordAsync(name);

        var refused = await Browser.AskForPasswordAsync("quatre");
        refused.Main.Should().Contain("le plus possible");
        await Browser.PressAsync(await Browser.GetAsync(ApplicationPasswordStory.Place), "Supprimer deux");

        (await Browser.MakePasswordAsync("quatre")).Should().NotBeNull();
    }

    [Theory]
    [InlineData("téléphone"), InlineData("  TÉLÉPHONE  ")]
    public async Task A_name_names_one_program(string again)
    {
        await Browser.MakePasswordAsync("Téléphone");

        var refused = await Browser.AskForPasswordAsync(again);

        refused.Main.Should().Contain("s’appelle déjà ainsi");
        Host.ApplicationPasswords.Count.Should().Be(1);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>"), InlineData("电话"), InlineData("هاتف"), InlineData("*)(uid=*"), InlineData("' OR 1=1 --"), InlineData("📱 d’Élise")]
    public async Task People_call_their_programs_as_they_like(string name)
    {
        await Browser.MakePasswordAsync(name);

        var page = await Browser.GetAsync(ApplicationPasswordStory.Place);

        page.Document.QuerySelectorAll("main .state strong").Select(one => one.TextContent).Should().Equal(name);
        page.Document.QuerySelectorAll("main .state script").Should().BeEmpty();
    }

    [Theory]
    [InlineData(""), InlineData("   "), InlineData("a\u202Eb"), InlineData("a\u0000b"), InlineData("long")]
    public async Task A_name_that_says_nothing_or_too_much_makes_nothing(string name)
    {
        var page = await Browser.AskForPasswordAsync(name == "long" ? new string('é', 51) : name);

        ApplicationPasswordStory.PasswordIn(page).Should().BeNull();
        Host.ApplicationPasswords.Count.Should().Be(0);
        (await Host.ApplicationPasswordsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Making_one_asks_for_a_fresh_proof_and_ending_one_does_not()
    {
        await Browser.MakePasswordAsync("Téléphone");
        await Host.ReadMailsAsync();
        var page = await Browser.GetAsync(ApplicationPasswordStory.Making);
        Host.Clock.AdjustTime(Host.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));

        var asked = await Browser.PressAsync(page, "Faire le mot de passe", ("Form.Name", "Tablette"), ("Form.Use", "Read"));
        var opened = await Browser.GetAsync(ApplicationPasswordStory.Making);
        await Browser.PressAsync(await Browser.GetAsync(ApplicationPasswordStory.Place), "Supprimer Téléphone");

        asked.Redirect!.AbsolutePath.Should().Be("/connexion");
        opened.Redirect!.AbsolutePath.Should().Be("/connexion");
        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task The_setup_page_leads_to_where_one_is_made()
    {
        var page = await Browser.GetAsync("/messagerie/configurer?appareil=Outlook");

        page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).Should().Contain(ApplicationPasswordStory.Making);
    }

    [Fact]
    public async Task What_is_held_of_them_is_told_without_the_passwords()
    {
        var password = await Browser.MakePasswordAsync("Telephone de Claire");

        var file = await Browser.PressAsync(await Browser.GetAsync("/compte/donnees"), "Télécharger le JSON");

        file.Html.Should().Contain("Telephone de Claire").And.Contain(password[..4]).And.NotContain(password[5..]);
    }

    [Fact]
    public async Task The_pages_speak_english_too()
    {
        await Browser.GetAsync("/langue?vers=en");

        (await Browser.GetAsync(ApplicationPasswordStory.Place)).Heading.Should().Be("Application passwords");
        (await Browser.GetAsync(ApplicationPasswordStory.Making)).Heading.Should().Be("Make an application password");
    }

    [Fact]
    public async Task An_académie_that_takes_none_any_more_shows_none_and_ends_those_there_are()
    {
        await Browser.MakePasswordAsync("Téléphone");
        await Host.ReadMailsAsync();
        Host.Services.GetRequiredService<IOptions<MailClientsOptions>>().Value.Passwords = false;

        foreach (var path in new[] { ApplicationPasswordStory.Place, ApplicationPasswordStory.Making })
            (await Browser.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);
        (await Browser.GetAsync("/compte")).Main.Should().NotContain("Mots de passe d’applications");
        Host.Clock.Advance(TimeSpan.FromHours(1));

        await Host.AreGoneAsync();
    }
}
