using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>Mailboxes open to access tokens for mail, and to nothing else. Dovecot, the provider and the directory are real.</summary>
[Collection(DemoStories.Name)]
public sealed class MailProgramTests(Demo demo)
{
    [SkippableFact]
    public async Task A_token_for_mail_opens_the_mailbox_of_its_owner_by_either_mechanism()
    {
        Demo.Need();
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        var token = await demo.TokenAsync(browser, "roundcube", "openid mail offline_access", $"{demo.Webmail}index.php/login/oauth");

        await using var bearer = await ImapSession.ConnectAsync(demo.ImapPort);
        (await bearer.OAuthBearerAsync("cmartin1", token)).Should().Contain("OK").And.Contain("Logged in");
        (await bearer.CommandAsync("STATUS INBOX (MESSAGES)")).Should().MatchRegex("MESSAGES [1-9]");
        await using var xoauth2 = await ImapSession.ConnectAsync(demo.ImapPort);
        (await xoauth2.XOAuth2Async("cmartin1", token)).Should().Contain("Logged in");
    }

    [SkippableFact]
    public async Task A_mail_program_that_announces_the_address_has_the_same_mailbox_as_one_that_announces_the_login()
    {
        Demo.Need();
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        var token = await demo.TokenAsync(browser, "roundcube", "openid mail", $"{demo.Webmail}index.php/login/oauth");

        await using var byLogin = await ImapSession.ConnectAsync(demo.ImapPort);
        (await byLogin.XOAuth2Async("cmartin1", token)).Should().Contain("Logged in");
        (await byLogin.CommandAsync("CREATE Adresse")).Should().Contain("OK");
        await using var byAddress = await ImapSession.ConnectAsync(demo.ImapPort);
        (await byAddress.XOAuth2Async("Claire.Martin@ac-rouen.fr", token)).Should().Contain("Logged in");
        (await byAddress.CommandAsync("DELETE Adresse")).Should().Contain("OK");
        await RefusedAsync("bao.nguyen@ac-rouen.fr", token);
        await RefusedAsync("claire.martin@exemple.fr", token);
    }

    [SkippableFact]
    public async Task A_token_opens_nobody_elses_mailbox_and_no_other_token_opens_any()
    {
        Demo.Need();
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        var mail = await demo.TokenAsync(browser, "roundcube", "openid mail", $"{demo.Webmail}index.php/login/oauth");
        var portal = await demo.TokenAsync(browser, "roundcube", "openid profile", $"{demo.Webmail}index.php/login/oauth");

        await RefusedAsync("bnguyen1", mail);
        await RefusedAsync("cmartin1", portal);
        await RefusedAsync("cmartin1", "not-a-token");
        await RefusedAsync("cmartin1", $"{mail[..^4]}AAAA");
    }

    [SkippableFact]
    public async Task A_token_whose_owner_signed_out_stops_working_within_the_time_that_Dovecot_believes_it()
    {
        Demo.Need();
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        var token = await demo.TokenAsync(browser, "roundcube", "openid mail", $"{demo.Webmail}index.php/login/oauth");
        await using (var before = await ImapSession.ConnectAsync(demo.ImapPort))
            (await before.XOAuth2Async("cmartin1", token)).Should().Contain("Logged in");

        await browser.SubmitAsync(await browser.GetAsync("/deconnexion"));
        await Task.Delay(TimeSpan.FromSeconds(32));

        await RefusedAsync("cmartin1", token);
    }

    private async Task RefusedAsync(string user, string token)
    {
        await using var session = await ImapSession.ConnectAsync(demo.ImapPort);
        var answer = await session.XOAuth2Async(user, token);
        answer.Should().StartWith("NO").And.NotContain("Logged in");
    }
}
