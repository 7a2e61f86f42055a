using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing.Hosts;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Search;
using MailKit.Security;
using MimeKit;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>Mail programs hand mail over, and keep filters, with what opens the mailbox. Postfix, Dovecot, the provider and the directory are real; the program is MailKit.</summary>
[Collection(DemoStories.Name)]
public sealed class SubmissionTests(Demo demo, Chromium chromium) : IDisposable
{
    private const string Owner = "jpetit1";
    private const string OwnAddress = "jean-noel.petit@ac-rouen.fr";
    private readonly PlainBrowser browser = new(new Uri(demo.Provider));

    public void Dispose() => browser.Dispose();

    [SkippableFact]
    public async Task A_token_for_mail_sends_by_either_mechanism_and_what_is_sent_arrives()
    {
        Demo.Need();
        var token = await demo.MailTokenAsync(browser, Owner);

        await SendAsync(new SaslMechanismOAuth2(Owner, token), OwnAddress, OwnAddress, "Réunion à 17 h");
        await SendAsync(new SaslMechanismOAuthBearer(OwnAddress, token), OwnAddress, OwnAddress, "Réunion à 18 h");

        await ArrivesAsync(token, "INBOX", "Réunion à 17 h");
        await ArrivesAsync(token, "INBOX", "Réunion à 18 h");
    }

    [SkippableTheory]
    [InlineData("bao.nguyen@ac-rouen.fr")]
    [InlineData("personne@ac-rouen.fr")]
    [InlineData("moi@exemple.fr")]
    [InlineData("*@ac-rouen.fr")]
    public async Task Nobody_writes_under_an_address_that_is_not_theirs(string from)
    {
        Demo.Need();
        var token = await demo.MailTokenAsync(browser, Owner);

        var sending = () => SendAsync(new SaslMechanismOAuth2(Owner, token), from, OwnAddress, "Ce n’est pas moi");

        (await sending.Should().ThrowAsync<SmtpCommandException>()).Which.Message.Should().Contain("not owned by user jpetit1");
    }

    [SkippableFact]
    public async Task Nobody_sends_without_a_token_for_mail_of_their_own()
    {
        Demo.Need();
        var mail = await demo.MailTokenAsync(browser, Owner);
        var portal = await demo.TokenAsync(browser, "roundcube", "openid profile", $"{demo.Webmail}index.php/login/oauth", Owner);

        await RefusedAsync(new SaslMechanismOAuth2("bnguyen1", mail));
        await RefusedAsync(new SaslMechanismOAuth2(Owner, portal));
        await RefusedAsync(new SaslMechanismOAuthBearer(Owner, "rien"));
        await RefusedAsync(new SaslMechanismPlain(Owner, demo.PasswordOf(Owner)));
        await RefusedAsync(new SaslMechanismPlain(Owner, mail));
        using var stranger = await ConnectAsync();
        var sending = () => stranger.SendAsync(Message(OwnAddress, OwnAddress, "Sans rien dire"));
        await sending.Should().ThrowAsync<SmtpCommandException>();
    }

    [SkippableFact]
    public async Task An_application_password_for_sending_sends_and_one_for_reading_does_not()
    {
        Demo.Need();
        var sender = await browser.MakeApplicationPasswordAsync(demo, Owner, "Photocopieur", "Send");
        var reader = await browser.MakeApplicationPasswordAsync(demo, Owner, "Liseuse", "Read");

        await SendAsync(new SaslMechanismPlain(Owner, sender), OwnAddress, OwnAddress, "Numérisation");

        await RefusedAsync(new SaslMechanismPlain(Owner, reader));
        await ArrivesAsync(await demo.MailTokenAsync(browser, Owner), "INBOX", "Numérisation");
    }

    [SkippableFact]
    public async Task A_filter_that_was_kept_with_a_token_sorts_what_arrives()
    {
        Demo.Need();
        var token = await demo.MailTokenAsync(browser, Owner);
        await using (var refused = await SieveSession.ConnectAsync(demo.SievePort))
            (await refused.XOAuth2Async("bnguyen1", token)).Should().StartWith("NO");
        await using var filters = await SieveSession.ConnectAsync(demo.SievePort);
        (await filters.XOAuth2Async(Owner, token)).Should().StartWith("OK");
        await filters.UseAsync("tri", "require \"fileinto\";\r\nif header :contains \"subject\" \"publicité\" { fileinto \"Junk\"; }\r\n");

        await SendAsync(new SaslMechanismOAuth2(Owner, token), OwnAddress, OwnAddress, "Une publicité");

        await ArrivesAsync(token, "Junk", "Une publicité");
        await filters.CommandAsync("SETACTIVE \"\"");
    }

    [SkippableFact]
    public async Task The_webmail_sends_for_whoever_is_signed_in()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var webmail = await visit.OpenAsync(demo.Webmail);
        await webmail.SignInAsync(Owner, demo.PasswordOf(Owner));

        await webmail.GotoAsync($"{demo.Webmail}?_task=mail&_action=compose&_to={OwnAddress}&_subject=Depuis%20la%20messagerie");
        await webmail.FillAsync("#composebody", "Bonjour à moi-même.");
        await webmail.ClickAsync("button.send");
        await webmail.WaitForURLAsync(url => !url.Contains("compose", StringComparison.Ordinal));

        await ArrivesAsync(await demo.MailTokenAsync(browser, Owner), "INBOX", "Depuis la messagerie");
    }

    private async Task SendAsync(SaslMechanism proof, string from, string to, string subject)
    {
        using var program = await ConnectAsync();
        await program.AuthenticateAsync(proof);
        await program.SendAsync(Message(from, to, subject));
        await program.DisconnectAsync(quit: true);
    }

    private async Task<SmtpClient> ConnectAsync()
    {
        var program = new SmtpClient();
        await program.ConnectAsync("127.0.0.1", demo.SubmissionPort, SecureSocketOptions.None);
        return program;
    }

    private async Task RefusedAsync(SaslMechanism proof)
    {
        using var program = await ConnectAsync();
        var signIn = () => program.AuthenticateAsync(proof);
        await signIn.Should().ThrowAsync<AuthenticationException>();
    }

    private static MimeMessage Message(string from, string to, string subject) =>
        new([new MailboxAddress("", from)], [new MailboxAddress("", to)], subject, new TextPart("plain") { Text = "Bonjour." });

    private async Task ArrivesAsync(string token, string folder, string subject)
    {
        using var program = new ImapClient();
        await program.ConnectAsync("127.0.0.1", demo.ImapPort, SecureSocketOptions.None);
        await program.AuthenticateAsync(new SaslMechanismOAuth2(Owner, token));
        var place = await program.GetFolderAsync(folder);
        await place.OpenAsync(FolderAccess.ReadOnly);
        await Eventually.BeTrueAsync(async () =>
        {
            await program.NoOpAsync();
            return (await place.SearchAsync(SearchQuery.SubjectContains(subject))).Count > 0;
        });
    }
}
