using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class SetupPageTests : IAsyncLifetime
{
    private const string Place = "/messagerie/configurer";
    private const string OnComputer = "Sur un ordinateur, avec Thunderbird";

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await MailSettings.StartAsync();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1", null, "Sur un iPhone, un iPad ou un Mac")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", null, "Sur un iPhone, un iPad ou un Mac")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36", null, "Sur un téléphone ou une tablette Android")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "\"Android\"", "Sur un téléphone ou une tablette Android")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "\"Windows\"", OnComputer)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Microsoft Outlook 16.0.17126", null, "Avec Outlook")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0", null, OnComputer)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", null, OnComputer)]
    [InlineData("", null, OnComputer)]
    [InlineData("<script>", "\"<script>\"", OnComputer)]
    public async Task The_device_is_recognised_and_the_others_are_folded(string agent, string? platform, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        if (platform is not null)
            request.Headers.TryAddWithoutValidation("Sec-CH-UA-Platform", platform);

        var page = await browser.SendAsync(request);

        page.Document.QuerySelectorAll("main h2").Select(heading => heading.TextContent).Should().Contain(title);
        page.Document.QuerySelectorAll("main details:not([open]) summary h3").Select(heading => heading.TextContent).Should().HaveCount(3).And.NotContain(title);
    }

    [Theory, InlineData("Apple", "Sur un iPhone, un iPad ou un Mac"), InlineData("9", OnComputer), InlineData("%00", null)]
    public async Task Another_device_may_be_asked_for(string device, string? title)
    {
        var page = await browser.GetAsync($"{Place}?appareil={device}");

        page.Status.Should().Be(title is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        if (title is not null)
            page.Document.QuerySelectorAll("main h2").Select(heading => heading.TextContent).Should().Contain(title);
    }

    [Fact]
    public async Task Everybody_reads_the_servers_and_that_the_password_of_the_account_is_never_typed_there()
    {
        var page = await browser.GetAsync(Place);

        page.Main.Should().Contain("imap.ac-rouen.fr").And.Contain("Port 993").And.Contain("Jamais le mot de passe de votre compte");
        page.Document.QuerySelectorAll("main [data-copy]").Select(button => button.GetAttribute("data-copy")).Should().Contain(["imap.ac-rouen.fr", "smtp.ac-rouen.fr"]);
        page.Document.QuerySelectorAll("main a[href='https://messagerie.ac-rouen.fr/']").Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_is_signed_in_copies_their_own_address_and_a_stranger_is_offered_to_sign_in()
    {
        var strange = await browser.GetAsync(Place);
        var back = strange.Document.QuerySelector("main a[href^='/connexion']")!.GetAttribute("href")!;
        var own = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, back));

        strange.Html.Should().NotContain("claire.martin");
        own.Address.AbsolutePath.Should().Be(Place);
        own.Document.QuerySelectorAll("main [data-copy='claire.martin@ac-rouen.fr']").Should().ContainSingle();
    }

    [Fact]
    public async Task The_page_is_there_while_the_directory_is_away()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Directory.IsDown = true;

        var page = await browser.GetAsync(Place);

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Main.Should().Contain("imap.ac-rouen.fr");
    }

    [Fact]
    public async Task Without_application_passwords_only_what_can_sign_in_is_explained()
    {
        await using var careful = await MailSettings.StartAsync(("Passwords", "false"));
        using var reader = careful.NewBrowser();

        var page = await reader.GetAsync(Place);

        page.Html.Should().NotContain("profil-apple").And.NotContain("mot de passe d’application");
        page.Main.Should().Contain("il ne peut pas lire votre messagerie");
    }

    [Fact]
    public async Task The_page_speaks_english_too()
    {
        await browser.GetAsync("/langue?vers=en");

        var page = await browser.GetAsync(Place);

        page.Heading.Should().Be("Set up my mail");
        page.Main.Should().Contain("Full webmail");
    }

    [Fact]
    public async Task An_académie_that_configured_no_mail_service_says_so()
    {
        await using var silent = await ProviderHost.StartAsync();
        using var reader = silent.NewBrowser();

        (await reader.GetAsync(Place)).Main.Should().Contain("ne se lit pas encore");
    }

    [Fact]
    public async Task The_start_page_and_the_help_lead_there()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        foreach (var path in new[] { "/", "/aide" })
            (await browser.GetAsync(path)).Document.QuerySelectorAll($"main a[href='{Place}']").Should().ContainSingle(path);
    }
}
