using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class CodeFlowTests
{
    [Fact]
    public async Task A_teacher_signs_in_once_and_both_the_webmail_and_the_portal_know_her()
    {
        await using var host = await Applications.StartAsync();
        using var browser = host.NewBrowser();
        using var roundcube = host.Roundcube();
        using var ent = host.Ent();

        var stranger = await browser.GetAsync(roundcube.AuthorizePath());
        stranger.Redirect!.AbsolutePath.Should().Be("/connexion");
        var signedIn = await browser.SignInAsync(SamplePeople.ClaireMartin, stranger.Redirect.PathAndQuery);
        var back = await browser.FollowAsync(signedIn);
        var mailTokens = await roundcube.RedeemAsync(roundcube.Answer(back)["code"]);
        var entTokens = await ent.SignInAsync(browser);

        Jwt.Body(mailTokens.IdToken).GetProperty("preferred_username").GetString().Should().Be("cmartin1");
        Jwt.Body(entTokens.IdToken).GetProperty("sub").GetString().Should().Be(Jwt.Body(mailTokens.IdToken).GetProperty("sub").GetString());
        Jwt.Body(entTokens.IdToken).GetProperty("sid").GetString().Should().Be(Jwt.Body(mailTokens.IdToken).GetProperty("sid").GetString());
    }

    [Fact]
    public async Task The_mail_service_learns_the_login_behind_a_token()
    {
        await using var host = await Applications.StartAsync();
        using var browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var roundcube = host.Roundcube();
        using var mail = host.Mail();

        var tokens = await roundcube.SignInAsync(browser);
        var answer = await mail.IntrospectAsync(tokens.AccessToken);

        answer.IsActive.Should().BeTrue();
        answer.Get("preferred_username").Should().Be("cmartin1");
        answer.Get("username").Should().Be("cmartin1");
        answer.Get("scope").Split(' ').Should().Contain("mail");
        answer.Get("sub").Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sub").GetString());
        answer.Json.GetProperty("exp").GetInt64().Should().Be(host.Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds());
    }
}
