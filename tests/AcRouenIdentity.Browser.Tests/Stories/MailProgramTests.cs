using System.Buffers.Text;
using System.Text;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;

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

    [SkippableFact]
    public async Task Tokens_that_somebody_made_or_bent_open_nothing()
    {
        Demo.Need();
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        var parts = (await demo.MailTokenAsync(browser, "cmartin1")).Split('.');

        await RefusedAsync("cmartin1", $"{Part("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.");
        await RefusedAsync("cmartin1", $"{Part("""{"alg":"HS256","typ":"at+jwt"}""")}.{parts[1]}.{parts[2]}");
        await RefusedAsync("cmartin1", $"{parts[0]}.{Part("""{"iss":"https://tiers.example/","preferred_username":"cmartin1","scope":"mail","aud":"mail","exp":9999999999}""")}.{parts[2]}");
        await RefusedAsync("cmartin1", "");
    }

    [SkippableFact]
    public async Task Two_hundred_programs_with_dead_tokens_at_once_and_one_with_a_megabyte_keep_nobody_out()
    {
        Demo.Need();
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        var token = await demo.MailTokenAsync(browser, "cmartin1");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => RefusedAsync("cmartin1", $"mort-{number}")));
        await using (var huge = await ImapSession.ConnectAsync(demo.ImapPort))
        {
            var sent = () => huge.XOAuth2Async("cmartin1", new string('a', 1 << 20));
            (await sent.Should().ThrowAsync<Exception>()).Which.Should().BeAssignableTo<IOException>("Dovecot hangs up on a line that has no end");
        }

        await using var program = await ImapSession.ConnectAsync(demo.ImapPort);
        (await program.XOAuth2Async("cmartin1", token)).Should().Contain("Logged in");
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private async Task RefusedAsync(string user, string token)
    {
        await using var session = await ImapSession.ConnectAsync(demo.ImapPort);
        var answer = await session.XOAuth2Async(user, token);
        answer.Should().StartWith("NO").And.NotContain("Logged in");
    }
}
