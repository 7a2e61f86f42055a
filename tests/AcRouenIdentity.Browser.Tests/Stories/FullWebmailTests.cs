using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>The full webmail, SOGo, which knows no OpenID Connect: signed in by the Apache before it, with a mail service of its own behind it. All parts are real.</summary>
[Collection(SogoStories.Name)]
public sealed class FullWebmailTests(DemoWithSogo demo, Chromium chromium)
{
    private static readonly TimeSpan BetweenClicks = TimeSpan.FromMinutes(45);
    private const int ClicksOfADay = 10;

    [SkippableFact]
    public async Task A_teacher_signs_in_once_writes_in_the_full_webmail_is_known_everywhere_and_is_out_of_it_with_everything_else()
    {
        DemoWithSogo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync("/connexion");
        await page.SignInAsync("cmartin1", demo.Password);
        await page.ClickAsync($"a[href='{demo.Sogo}']");

        (await page.ReadMessageAsync("Conseils de classe")).Should().Contain("Les conseils de classe du jeudi");
        page.Url.Should().StartWith($"{demo.Sogo}SOGo/so/cmartin1/Mail/", "nobody asks again");
        await visit.PhotographAsync("sogo-mail");
        await page.SendMessageAsync("bao.nguyen@ac-rouen.fr", "Depuis la messagerie complète", "Bonjour à toi.");
        await ArrivesAsync("bnguyen1", "Depuis la messagerie complète");

        await page.OpenModuleAsync("Calendar/view");
        await page.NoteEventAsync("Conseil de la troisième 2");
        await page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await page.ShowEventAsync("Conseil de la troisième 2");
        await visit.PhotographAsync("sogo-calendar");

        await page.OpenModuleAsync("Contacts/view#!/addressbooks/personal/card/new");
        await page.NoteCardAsync("Camille Fournier");
        await page.OpenModuleAsync("Contacts/view#!/addressbooks/personal");
        await Assertions.Expect(page.GetByText("Camille Fournier").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Annuaire académique")).ToHaveCountAsync(0);
        await visit.PhotographAsync("sogo-contacts");

        var webmail = await visit.OpenTabAsync(demo.Webmail);
        webmail.Url.Should().StartWith(demo.Webmail, "nobody asks again");
        var ent = await visit.OpenTabAsync(demo.Ent);
        (await ent.InnerTextAsync("main")).Should().Contain("Claire Martin");

        var account = await visit.OpenTabAsync($"{demo.Provider}/deconnexion");
        await account.ClickAsync("main form button[type=submit]");

        await OutOfAsync(page, demo.Sogo);
        await OutOfAsync(ent, demo.Ent);
        await OutOfAsync(webmail, $"{demo.Webmail}?_task=mail");
    }

    [SkippableFact]
    public async Task Signing_out_of_the_full_webmail_is_signing_out_of_everything()
    {
        DemoWithSogo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync(demo.Sogo);
        await page.SignInAsync("bnguyen1", demo.Password);
        var ent = await visit.OpenTabAsync(demo.Ent);
        (await ent.InnerTextAsync("main")).Should().Contain("Bảo Nguyễn");

        await page.SignOutOfSogoAsync();

        await OutOfAsync(ent, demo.Ent);
        await OutOfAsync(page, demo.Sogo);
    }

    [SkippableFact]
    public async Task A_working_day_goes_by_on_fresh_tokens_without_another_password()
    {
        DemoWithSogo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var sogo = await visit.OpenAsync(demo.Sogo);
        await sogo.SignInAsync("agarcia1", demo.Password);
        var webmail = await visit.OpenTabAsync(demo.Webmail);
        await Assertions.Expect(webmail.GetByText("Conseils de classe").First).ToBeVisibleAsync();
        var atTheBeginning = await demo.RoundcubeTokenAsync("agarcia1");
        (await SignInToImapAsync(demo.ImapPort, session => session.XOAuth2Async("agarcia1", atTheBeginning))).Should().Contain("Logged in");
        await FewQuestionsForManyClicksAsync(webmail);
        var refreshed = await demo.CountAsync(DemoWithSogo.Refreshing);

        for (var click = 0; click < ClicksOfADay; click++)
        {
            await demo.PassAsync(BetweenClicks);
            (await sogo.FetchMailAsync()).Should().Be(200);
            await webmail.GotoAsync($"{demo.Webmail}?_task=mail", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            webmail.Url.Should().StartWith(demo.Webmail);
            await Assertions.Expect(webmail.GetByText("Conseils de classe").First).ToBeVisibleAsync();
        }

        (await sogo.ReadMessageAsync("Conseils de classe")).Should().Contain("Les conseils de classe du jeudi");
        (await demo.CountAsync(DemoWithSogo.Refreshing) - refreshed).Should().BeGreaterThanOrEqualTo(2 * ClicksOfADay, "both refresh after each pause");
        // Dovecot goes by the clock on the wall, and believes what it knows of a token for half a minute.
        await Eventually.BeTrueAsync(async () => !(await SignInToImapAsync(demo.ImapPort, session => session.XOAuth2Async("agarcia1", atTheBeginning))).Contains("Logged in", StringComparison.Ordinal));
        var now = await demo.RoundcubeTokenAsync("agarcia1");
        (await SignInToImapAsync(demo.ImapPort, session => session.XOAuth2Async("agarcia1", now))).Should().Contain("Logged in");
    }

    [SkippableFact]
    public async Task Whoever_forges_the_login_that_sogo_believes_is_still_themselves_or_nobody()
    {
        DemoWithSogo.Need();
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var forged = Forged(new Uri(new Uri(demo.Sogo), "SOGo/so/cmartin1/Mail/0/folderINBOX/view"));
        using var answer = await stranger.SendAsync(forged);
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync(demo.Sogo);
        await page.SignInAsync("jpetit1", demo.Password);
        var headers = new Dictionary<string, string> { ["x-webobjects-remote-user"] = "cmartin1", ["Authorization"] = Basic("cmartin1", "mot") };
        var start = await page.APIRequest.GetAsync($"{demo.Sogo}SOGo/", new APIRequestContextOptions { Headers = headers });
        var mailbox = await page.APIRequest.PostAsync($"{demo.Sogo}SOGo/so/cmartin1/Mail/0/folderINBOX/view", new APIRequestContextOptions { Headers = headers, DataObject = new { } });

        start.Url.Should().StartWith($"{demo.Sogo}SOGo/so/jpetit1/");
        mailbox.Status.Should().Be(403);
    }

    [SkippableFact]
    public async Task Nobody_but_apache_may_speak_to_sogo_and_whoever_does_opens_no_mailbox_without_a_token()
    {
        DemoWithSogo.Need();

        new DirectoryInfo(demo.SogoFolder).UnixFileMode.Should().NotHaveFlag(UnixFileMode.OtherExecute).And.NotHaveFlag(UnixFileMode.GroupWrite);
        if (Environment.IsPrivilegedProcess)
            (await ExitCodeAsync("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "curl", "-s", "--unix-socket", demo.SogoSocket, "http://localhost/SOGo/")).Should().Be(7, "curl cannot connect");

        using var apache = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
        using var forged = Forged(new Uri("http://localhost/SOGo/so/cmartin1/Mail/0/folderINBOX/view"));
        using var answer = await apache.SendAsync(forged);
        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("mail server").And.NotContain("Conseils");
    }

    [SkippableFact]
    public async Task The_mail_service_of_sogo_takes_a_token_of_its_owner_and_survives_an_empty_one()
    {
        DemoWithSogo.Need();
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        var token = await demo.MailTokenAsync(browser, "cmartin1");

        var refused = await Task.WhenAll(
            AsSogoAsync("LOGIN cmartin1 \"\""),
            AsSogoAsync($"AUTHENTICATE PLAIN {Convert.ToBase64String("\0cmartin1\0"u8)}"),
            AsSogoAsync($"LOGIN cmartin1 {demo.Password}"),
            AsSogoAsync($"LOGIN bnguyen1 {token}"),
            AsSogoAsync("LOGIN cmartin1 rien"));

        refused.Should().OnlyContain(answer => answer.StartsWith("NO [AUTHENTICATIONFAILED]", StringComparison.Ordinal));
        (await AsSogoAsync($"LOGIN cmartin1 {token}")).Should().Contain("Logged in");
        (await SignInToImapAsync(demo.ImapPort, session => session.CommandAsync($"LOGIN cmartin1 {token}"))).Should().StartWith("NO", "a token is a password for SOGo's alone");
        (await File.ReadAllTextAsync(demo.LogOf("sogo_mail"))).Should().NotContain("Panic");
    }

    // Twenty lists of messages, each with a sign-in of Roundcube to IMAP: one question, and one more for each half minute that they take.
    private async Task FewQuestionsForManyClicksAsync(IPage webmail)
    {
        var asked = await demo.CountAsync(DemoWithSogo.Introspecting);
        var start = TimeProvider.System.GetTimestamp();
        for (var click = 0; click < 20; click++)
            (await webmail.APIRequest.GetAsync($"{demo.Webmail}?_task=mail&_mbox=INBOX&_list=1")).Status.Should().Be(200);

        var bound = 1 + (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds / 30);
        (await demo.CountAsync(DemoWithSogo.Introspecting) - asked).Should().BeLessThanOrEqualTo(bound);
    }

    private async Task ArrivesAsync(string login, string subject)
    {
        using var browser = new PlainBrowser(new Uri(demo.Provider));
        using var program = new ImapClient();
        await program.ConnectAsync("127.0.0.1", demo.ImapPort, SecureSocketOptions.None);
        await program.AuthenticateAsync(new SaslMechanismOAuth2(login, await demo.MailTokenAsync(browser, login)));
        await program.Inbox.OpenAsync(FolderAccess.ReadOnly);
        await Eventually.BeTrueAsync(async () =>
        {
            await program.NoOpAsync();
            return (await program.Inbox.SearchAsync(SearchQuery.SubjectContains(subject))).Count > 0;
        });
    }

    private Task<string> AsSogoAsync(string command) => SignInToImapAsync(demo.SogoImapPort, session => session.CommandAsync(command));

    private static async Task<string> SignInToImapAsync(int port, Func<ImapSession, Task<string>> signIn)
    {
        await using var session = await ImapSession.ConnectAsync(port);
        return await signIn(session);
    }

    private static HttpRequestMessage Forged(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("x-webobjects-remote-user", "cmartin1");
        request.Headers.Add("x-webobjects-auth-type", "Basic");
        request.Headers.Add("Authorization", Basic("cmartin1", "mot"));
        return request;
    }

    private static string Basic(string login, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}"))}";

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(demo.SogoSocket), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<int> ExitCodeAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    // The notice of the provider goes through an outbox.
    private async Task OutOfAsync(IPage page, string address)
    {
        await Eventually.BeTrueAsync(async () =>
        {
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            return page.Url.StartsWith($"{demo.Provider}/connexion", StringComparison.Ordinal);
        });
    }
}
