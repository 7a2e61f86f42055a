using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.OpenId;

namespace AcRouenIdentity.Web.Tests.Databases;

/// <summary>Two nodes on one PostgreSQL: each request may reach another, and one of them dies.</summary>
public sealed class KilledNodeTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableFact]
    public async Task A_node_that_is_killed_in_the_middle_of_a_sign_in_is_noticed_by_nobody()
    {
        await using var nodes = await NodesBehindOneAddress.StartAsync(server, 2);
        using var browser = new PlainBrowser(nodes.Address);
        using var roundcube = Applications.Roundcube(nodes.Address);
        using var ent = Applications.Ent(nodes.Address);
        using var mail = Applications.Mail(nodes.Address);

        var form = await browser.FollowAsync(await browser.GetAsync(roundcube.AuthorizePath()));
        nodes.SendTo(1);
        var proven = await browser.SubmitAsync(form, ("Form.Name", SamplePeople.JeanNoelPetit.Login.ToString()), ("Form.Password", SamplePeople.Password));
        var code = roundcube.Answer(await browser.GetAsync(proven.Redirect!.PathAndQuery))["code"];
        await nodes.KillAsync(1);

        var tokens = await roundcube.RedeemAsync(code);
        tokens.Error.Should().BeNull();
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().BeNull();
        (await ent.SignInAsync(browser)).IdToken.Should().NotBeEmpty("who is signed in stays so");
        (await roundcube.RedeemAsync(code)).Error.Should().Be("invalid_grant", "what the dead node gave is spent");
    }
}
