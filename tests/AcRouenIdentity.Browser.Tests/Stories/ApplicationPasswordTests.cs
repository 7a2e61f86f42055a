using AcRouenIdentity.Testing.Hosts;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>A mail program that knows no OAuth, with a password made for it. Dovecot, the provider and the directory are real; the program speaks IMAP as any other does.</summary>
[Collection(DemoStories.Name)]
public sealed class ApplicationPasswordTests(Demo demo) : IDisposable
{
    private const string Place = "/compte/mots-de-passe-applications";
    private const string Owner = "agarcia1";

    /// <summary>For which Dovecot believes what it has found right (<c>auth_cache_ttl</c>), and more.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(32);

    private readonly PlainBrowser browser = new(new Uri(demo.Provider));

    public void Dispose() => browser.Dispose();

    [SkippableFact]
    public async Task A_program_reads_mail_until_its_owner_ends_its_password()
    {
        Demo.Need();
        var password = await MakeAsync("Téléphone", "ReadAndSend");
        LineOf("Téléphone", await browser.GetAsync(Place)).Should().Contain("jamais utilisé");

        foreach (var name in new[] { Owner, "Aicha.Garcia@ac-rouen.fr" })
        {
            using var program = await SignInAsync(name, password);
            await program.Inbox.OpenAsync(FolderAccess.ReadOnly);
            program.Inbox.Count.Should().BeGreaterThan(0);
        }

        var page = await browser.GetAsync(Place);
        LineOf("Téléphone", page).Should().Contain("utilisé le");
        await browser.PressAsync(page, "Supprimer Téléphone");
        await Task.Delay(Believed);
        await RefusedAsync(Owner, password);
    }

    [SkippableFact]
    public async Task Several_programs_have_each_their_own_and_one_that_sends_reads_nothing()
    {
        Demo.Need();
        var (first, second, sender) = (await MakeAsync("Tablette", "Read"), await MakeAsync("Portable", "ReadAndSend"), await MakeAsync("Photocopieur", "Send"));

        foreach (var password in new[] { first, second })
            (await SignInAsync(Owner, password)).Dispose();
        await RefusedAsync(Owner, sender);
        await RefusedAsync("cmartin1", first);
    }

    [SkippableFact]
    public async Task What_is_no_such_password_opens_nothing_and_hinders_nobody()
    {
        Demo.Need();
        var password = await MakeAsync("Montre", "Read");

        await RefusedAsync(Owner, demo.PasswordOf(Owner));
        await RefusedAsync(Owner, "");
        await RefusedAsync(Owner, $"{password[..4]}-0000-0000-0000-0000");
        await RefusedAsync("*", password);
        await RefusedAsync("agarcia1)(uid=*", password);
        await RefusedAsync("(|(uid=*", $"*{password[1..]}");
        await RefusedAsync(Owner, "*");
        await HangsUpOrRefusesAsync(new string('a', 1 << 20));

        (await SignInAsync(Owner, password)).Dispose();
    }

    private static string LineOf(string name, WebPage page) =>
        page.Document.QuerySelectorAll("main .state li").Single(line => line.QuerySelector("strong")!.TextContent == name).TextContent;

    private Task<string> MakeAsync(string name, string use) => browser.MakeApplicationPasswordAsync(demo, Owner, name, use);

    private async Task<ImapClient> SignInAsync(string name, string password)
    {
        var program = new ImapClient();
        await program.ConnectAsync("127.0.0.1", demo.ImapPort, SecureSocketOptions.None);
        await program.AuthenticateAsync(name, password);
        return program;
    }

    private async Task RefusedAsync(string name, string password)
    {
        var signIn = () => SignInAsync(name, password);
        await signIn.Should().ThrowAsync<AuthenticationException>($"{name} has no such password");
    }

    private async Task HangsUpOrRefusesAsync(string password)
    {
        var signIn = () => SignInAsync(Owner, password);
        (await signIn.Should().ThrowAsync<Exception>()).Which.Should().Match(failure => failure is AuthenticationException || failure is ImapProtocolException || failure is ImapCommandException || failure is IOException);
    }
}
