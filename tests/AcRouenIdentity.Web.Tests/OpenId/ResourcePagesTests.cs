using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>APIs and the applications that may name them, as administrators register them on the pages.</summary>
public sealed class ResourcePagesTests : IAsyncLifetime
{
    private const string New = "/applications/nouvelle?modele=Api";
    private const string Diary = "https://agenda.exemple.fr/api";

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()), ("OpenId:Clients:2:ResourceUri", "https://courrier.exemple.fr/"));
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.OdileRoux);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_API_is_added_and_an_application_that_may_name_it_gets_its_tokens_until_that_is_taken_away()
    {
        var added = await AddAsync(Diary);
        using var diary = new RelyingParty(host.Address, "agenda", added.Document.QuerySelector("#secret-value")!.TextContent);
        using var canteen = host.Play("cantine", await host.RegisterAsync(RegistrationStory.Canteen()));
        canteen.Resources = [Diary];

        var before = canteen.Answer(await browser.GetAsync(canteen.AuthorizePath()));
        var card = await NameAsync(Diary);
        var tokens = await canteen.SignInAsync(browser);
        await NameAsync("");
        var after = await canteen.RefreshAsync(tokens.RefreshToken);

        before["error"].Should().Be("invalid_target");
        card.Main.Should().Contain("API que l’application peut nommer").And.Contain(Diary);
        (await browser.GetAsync("/applications/fiche/agenda")).Main.Should().Contain("Nom de l’API").And.Contain(Diary);
        (await diary.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
        after.Error.Should().Be("invalid_target");
    }

    [Theory]
    [InlineData("https://agenda.exemple.fr/api#ici", "fragment")]
    [InlineData("agenda", "pas une adresse complète")]
    [InlineData("https://courrier.exemple.fr/", "une autre API porte ce nom")]
    public async Task A_name_that_cannot_be_is_refused_beside_its_field_and_stays(string name, string reason)
    {
        var refused = await AddAsync(name);

        refused.Document.QuerySelector("#Form-ResourceUri-messages")!.TextContent.Should().Contain(reason);
        refused.Document.QuerySelector("input[name='Form.ResourceUri']")!.GetAttribute("value").Should().Be(name);
        refused.Document.QuerySelector("#secret-value").Should().BeNull();
    }

    [Fact]
    public async Task An_application_is_given_no_name_of_its_own()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());

        (await ChangeAsync(("Form.ResourceUri", Diary))).Main.Should().Contain("Seul un service appelé porte un nom d’API.");
    }

    [Fact]
    public async Task An_import_does_not_take_the_name_of_another_service()
    {
        var page = await browser.SubmitAsync(
            await browser.GetAsync("/applications/importer"), ("Form.Text", """[{"Id":"faux","Name":"Faux","Kind":"Resource","ResourceUri":"https://courrier.exemple.fr/"}]"""));

        page.Main.Should().Contain("une autre API porte ce nom");
    }

    private async Task<WebPage> AddAsync(string name) =>
        await browser.SubmitAsync(await browser.GetAsync(New), ("Form.Name", "Agenda"), ("Form.Id", "agenda"), ("Form.ResourceUri", name));

    private Task<WebPage> NameAsync(string name) => ChangeAsync(("Form.Resources", name));

    private async Task<WebPage> ChangeAsync(params (string Name, string Value)[] fields)
    {
        var scopes = new[] { "openid", "profile", "email", "mail", "offline_access" }.Select(scope => ("Form.Scopes", scope));
        return await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync("/applications/fiche/cantine/reglages"), [.. scopes, .. fields]));
    }
}
