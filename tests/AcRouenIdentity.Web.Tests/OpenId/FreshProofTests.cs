using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class FreshProofTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        ent = host.Ent();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_shown_a_page_when_the_application_asked_for_silence()
    {
        var answer = ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"))));

        answer["error"].Should().Be("login_required");
    }

    [Fact]
    public async Task Prompt_login_asks_for_the_password_again_once_and_then_goes_on()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var asked = await browser.GetAsync(ent.AuthorizePath(("prompt", "login")));
        asked.Redirect!.Query.Should().Contain("verification=1");
        var answered = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect.PathAndQuery));
        var tokens = await ent.RedeemAsync(ent.Answer(answered)["code"]);

        Jwt.Body(tokens.IdToken).GetProperty("auth_time").GetInt64().Should().Be(host.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Going_straight_to_the_return_address_skips_no_proof()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var asked = await browser.GetAsync(ent.AuthorizePath(("prompt", "login")));
        var shortcut = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Redirect!.Query)["retour"].ToString();
        var again = await browser.GetAsync(shortcut);

        again.Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task The_ticket_of_one_request_is_worth_nothing_for_another()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var asked = await browser.GetAsync(ent.AuthorizePath(("prompt", "login")));
        var path = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Redirect!.Query)["retour"].ToString();
        var ticket = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..])["preuve"].ToString();
        await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect.PathAndQuery);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var other = await browser.GetAsync(ent.AuthorizePath(("prompt", "login"), ("state", "autre-demande"), ("preuve", ticket)));

        other.Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("60")]
    public async Task Max_age_asks_again_once_when_the_proof_is_older(string maxAge)
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        var asked = await browser.GetAsync(ent.AuthorizePath(("max_age", maxAge)));
        asked.Redirect!.Query.Should().Contain("verification=1");
        var signedIn = await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect.PathAndQuery);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var answered = await browser.FollowAsync(signedIn);

        ent.Answer(answered).Should().ContainKey("code");
    }

    [Theory]
    [InlineData("61")]
    [InlineData("9999999999999")]
    public async Task Max_age_asks_nothing_when_the_proof_is_young_enough(string maxAge)
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("max_age", maxAge)))).Should().ContainKey("code");
    }

    [Fact]
    public async Task An_application_that_expects_somebody_else_gets_nothing_of_this_person()
    {
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(SamplePeople.BaoNguyen);
        var tokensOfBao = await ent.SignInAsync(elsewhere);
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        var answer = ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"), ("id_token_hint", tokensOfBao.IdToken))));

        answer["error"].Should().Be("login_required");
    }

    [Fact]
    public async Task The_hint_of_the_application_reaches_the_sign_in_page()
    {
        var asked = await browser.GetAsync(ent.AuthorizePath(("login_hint", "cmartin1")));

        var page = await browser.GetAsync(asked.Redirect!.PathAndQuery);

        page.Html.Should().Contain("value=\"cmartin1\"");
    }
}
