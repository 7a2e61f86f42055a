using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Browsers apply form-action to the redirects after a form: the pages on the way to an application must name it, and nobody else.</summary>
public sealed class ReturnAddressTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;

    private string EntOrigin => new Uri(ent.RedirectUri).GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        ent = host.Ent();
    }

    public async Task DisposeAsync()
    {
        ent.Dispose();
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_sign_in_page_and_the_choice_of_a_password_may_lead_on_to_the_application_that_waits()
    {
        var signIn = await browser.FollowAsync(await browser.GetAsync(ent.AuthorizePath()));
        FormAction(signIn).Should().Contain(EntOrigin);

        var choice = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.FrancoisDurand, signIn.Address.PathAndQuery));
        choice.Address.AbsolutePath.Should().Be("/mot-de-passe/nouveau");
        FormAction(choice).Should().Contain(EntOrigin);
    }

    [Theory]
    [InlineData("/connect/authorize?x=1")]
    [InlineData("/connect/authorize?client_id=ent")]
    [InlineData("/connect/authorize?client_id=ent&redirect_uri=https%3A%2F%2Fevil.example%2F")]
    [InlineData("/connect/authorize?client_id=personne&redirect_uri=https%3A%2F%2Fevil.example%2F")]
    [InlineData("/aide?retour=%2Fconnect%2Fauthorize")]
    public async Task No_other_address_is_allowed_whatever_the_return_path_says(string returnTo)
    {
        var page = await browser.GetAsync($"/connexion?retour={Uri.EscapeDataString(returnTo)}");

        page.Status.Should().Be(HttpStatusCode.OK);
        FormAction(page).Trim().Should().Be("'self'");
    }

    private static string FormAction(WebPage page) => page.Response.Headers.GetValues("Content-Security-Policy").Single()
        .Split(';').Select(directive => directive.Trim()).Single(directive => directive.StartsWith("form-action", StringComparison.Ordinal))["form-action".Length..];
}
