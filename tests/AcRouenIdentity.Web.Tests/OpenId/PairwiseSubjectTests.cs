using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>The portal knows people by a <c>sub</c> of its own (OpenID Connect Core 8.1), the webmail by the one that all know.</summary>
public sealed class PairwiseSubjectTests : IAsyncLifetime
{
    private static readonly (string, string?) Pairwise = ("OpenId:Clients:1:Subject", "Pairwise");
    private LogoutReceiver receiver = null!;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;

    public async Task InitializeAsync()
    {
        receiver = await LogoutReceiver.StartAsync();
        host = await Applications.StartAsync(Pairwise, ("OpenId:Clients:1:BackChannelLogoutUri", receiver.Address.ToString()));
        browser = host.NewBrowser();
        ent = host.Ent();
        roundcube = host.Roundcube();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        roundcube.Dispose();
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Two_applications_cannot_tell_that_they_know_the_same_person()
    {
        var ofWebmail = SubjectOf((await roundcube.SignInAsync(browser)).IdToken);
        var tokens = await ent.SignInAsync(browser);
        var told = await ent.UserInfoAsync(tokens.AccessToken);

        SubjectOf(tokens.IdToken).Should().NotBe(ofWebmail);
        $"{Jwt.Body(tokens.IdToken)}{Jwt.Body(tokens.AccessToken)}{told.Text}".Should().NotContain(ofWebmail);
    }

    [Fact]
    public async Task It_is_the_same_wherever_it_is_told_at_every_sign_in_and_after_a_restart()
    {
        var tokens = await ent.SignInAsync(browser);
        var subject = SubjectOf(tokens.IdToken);
        await host.RestartAsync();
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(SamplePeople.ClaireMartin);
        var later = await ent.SignInAsync(elsewhere);

        SubjectOf(tokens.AccessToken).Should().Be(subject);
        SubjectOf(later.IdToken).Should().Be(subject);
        (await ent.UserInfoAsync(later.AccessToken)).Get("sub").Should().Be(subject);
    }

    [Fact]
    public async Task Different_people_are_different()
    {
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(SamplePeople.BaoNguyen);

        SubjectOf((await ent.SignInAsync(browser)).IdToken).Should().NotBe(SubjectOf((await ent.SignInAsync(elsewhere)).IdToken));
    }

    [Fact]
    public async Task Its_hint_is_understood_from_the_application_that_it_was_given_to_and_no_other()
    {
        var ofEnt = (await ent.SignInAsync(browser)).IdToken;
        var ofWebmail = (await roundcube.SignInAsync(browser)).IdToken;

        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"), ("id_token_hint", ofEnt)))).Should().ContainKey("code");
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"), ("id_token_hint", ofWebmail))))["error"].Should().Be("invalid_request");
    }

    [Fact]
    public async Task The_hint_of_somebody_else_opens_nothing()
    {
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(SamplePeople.BaoNguyen);
        var ofBao = (await ent.SignInAsync(elsewhere)).IdToken;

        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"), ("id_token_hint", ofBao))))["error"].Should().Be("login_required");
    }

    [Fact]
    public async Task Signing_out_from_the_portal_needs_no_question_and_the_logout_token_names_the_person_as_the_portal_knows_them()
    {
        var tokens = await ent.SignInAsync(browser);

        var page = await browser.GetAsync(QueryHelpers.AddQueryString("/connect/logout", new Dictionary<string, string?>
        {
            ["id_token_hint"] = tokens.IdToken,
            ["post_logout_redirect_uri"] = "http://localhost:5082/",
        }));

        page.Redirect!.ToString().Should().StartWith("http://localhost:5082/");
        await Eventually.BeTrueAsync(() => Task.FromResult(!receiver.Tokens.IsEmpty));
        SubjectOf(receiver.Tokens.Single()).Should().Be(SubjectOf(tokens.IdToken));
    }

    [Fact]
    public async Task A_request_for_a_person_names_them_as_the_application_knows_them_and_no_other_way()
    {
        var own = SubjectOf((await ent.SignInAsync(browser)).IdToken);
        var common = SubjectOf((await roundcube.SignInAsync(browser)).IdToken);

        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"), ClaimsFor(own)))).Should().ContainKey("code");
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"), ClaimsFor(common))))["error"].Should().Be("login_required");
        roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath(("prompt", "none"), ClaimsFor(own))))["error"].Should().Be("login_required");
    }

    [Theory]
    [InlineData("portail.example.fr", "portail.example.fr", true)]
    [InlineData("portail.example.fr", "autre.example.fr", false)]
    public async Task Applications_of_one_sector_know_a_person_by_one_name(string first, string second, bool same)
    {
        await using var shared = await Applications.StartAsync(
            Pairwise, ("OpenId:Clients:1:Sector", first), ("OpenId:Clients:0:Subject", "Pairwise"), ("OpenId:Clients:0:Sector", second));
        using var visitor = shared.NewBrowser();
        using var portal = shared.Ent();
        using var webmail = shared.Roundcube();
        await visitor.SignInAsync(SamplePeople.ClaireMartin);

        (SubjectOf((await portal.SignInAsync(visitor)).IdToken) == SubjectOf((await webmail.SignInAsync(visitor)).IdToken)).Should().Be(same);
    }

    private static (string, string?) ClaimsFor(string subject) => ("claims", $$$$"""{"id_token":{"sub":{"value":"{{{{subject}}}}"}}}""");

    private static string SubjectOf(string token) => Jwt.Body(token).GetProperty("sub").GetString()!;
}
