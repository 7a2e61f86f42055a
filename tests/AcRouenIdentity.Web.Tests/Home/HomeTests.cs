using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Home;

public sealed class HomeTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Applications:0:Name"] = "Messagerie",
            ["Applications:0:NameEnglish"] = "Mail",
            ["Applications:0:Url"] = "https://messagerie.example.org/",
            ["Applications:0:Icon"] = "mail",
        });
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in()
    {
        (await browser.GetAsync("/")).Redirect.Should().Be(new Uri(host.Address, "/connexion"));
    }

    [Fact]
    public async Task Somebody_signed_in_is_greeted_and_finds_their_applications()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        var page = await browser.GetAsync("/");

        page.Heading.Should().Be("Bonjour Claire Martin");
        page.Document.QuerySelector("main li a[href='https://messagerie.example.org/']")!.TextContent.Should().Be("Messagerie");
        page.Document.QuerySelector("main li img")!.GetAttribute("src").Should().EndWith("/icons/mail.svg");
    }

    [Fact]
    public async Task Applications_have_English_names()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await browser.GetAsync("/langue?vers=en");

        var page = await browser.GetAsync("/");

        page.Document.QuerySelector("main li a")!.TextContent.Should().Be("Mail");
    }

    [Fact]
    public async Task The_button_signs_out()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        await browser.SubmitAsync(await browser.GetAsync("/"));

        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Somebody_who_left_the_directory_is_led_to_sign_out()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Directory.Remove(SamplePeople.ClaireMartin.Key);

        (await browser.GetAsync("/")).Redirect.Should().Be(new Uri(host.Address, "/deconnexion"));
    }

    [Theory]
    [InlineData("javascript:alert(1)", "mail")]
    [InlineData("messagerie", "mail")]
    [InlineData("https://messagerie.example.org/", "../secret")]
    public async Task An_application_with_an_unsafe_address_or_icon_stops_the_start(string url, string icon)
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Applications:0:Name"] = "Messagerie", ["Applications:0:Url"] = url, ["Applications:0:Icon"] = icon,
        });

        await start.Should().ThrowAsync<Exception>().WithMessage("*Applications*");
    }
}
