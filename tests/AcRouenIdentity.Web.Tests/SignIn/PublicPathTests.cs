using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.SignIn;

/// <summary>The provider below a path of a host that it shares with others.</summary>
public sealed class PublicPathTests
{
    [Fact]
    public async Task Below_a_path_of_a_shared_host_people_sign_in_choose_passwords_and_sign_out_all_the_same()
    {
        await using var host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["PublicUrl"] = "http://localhost/identite" });
        using var browser = host.NewBrowser();

        var form = await browser.GetAsync("/identite/connexion?retour=%2Fidentite%2Faide");
        var page = await browser.SubmitAsync(form, ("Form.Name", "fdurand1"), ("Form.Password", SamplePeople.Password));
        page.Response.Headers.Location!.OriginalString.Should().Be("/identite/mot-de-passe/nouveau");
        var choice = await browser.GetAsync("/identite/mot-de-passe/nouveau");
        page = await browser.SubmitAsync(choice, ("Form.Password", SamplePeople.AnotherPassword), ("Form.Confirmation", SamplePeople.AnotherPassword));
        page = await browser.FollowAsync(page);

        page.Address.AbsolutePath.Should().Be("/identite/aide");
        page = await browser.SubmitAsync(await browser.GetAsync("/identite/deconnexion"));
        page.Response.Headers.Location!.OriginalString.Should().Be("/identite/deconnexion");
        (await browser.GetAsync("/identite/")).Response.Headers.Location!.OriginalString.Should().StartWith("/identite/connexion");
    }
}
