using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class SignedUserInfoTests
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Userinfo_is_a_signed_token_for_its_application(string algorithm)
    {
        await using var host = await Applications.StartAsync(("OpenId:Clients:1:UserInfoAlgorithm", algorithm), ("OpenId:Clients:1:Scopes:4", "address"));
        using var browser = host.NewBrowser();
        using var ent = host.Ent();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var tokens = await ent.RedeemAsync(await ent.GetCodeAsync(browser, ("scope", "openid email academie address")));

        var told = await ent.UserInfoAsync(tokens.AccessToken);
        var keys = new JsonWebKeySet((await ent.GetJsonAsync("/.well-known/jwks")).GetRawText());
        var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(told.Text, new TokenValidationParameters
        {
            ValidIssuer = host.Address.ToString(),
            ValidAudience = "ent",
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = [algorithm],
            ValidateLifetime = false,
        });

        checkedToken.IsValid.Should().BeTrue(checkedToken.Exception?.Message);
        told.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/jwt");
        var body = Jwt.Body(told.Text);
        body.GetProperty("sub").GetString().Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sub").GetString());
        body.GetProperty("email_verified").GetBoolean().Should().BeTrue();
        body.GetProperty("rne").EnumerateArray().Should().ContainSingle();
        body.GetProperty("address").GetProperty("locality").GetString().Should().Be("Le Tréport");
    }

    [Fact]
    public async Task An_application_that_asked_for_none_reads_JSON()
    {
        await using var host = await Applications.StartAsync(("OpenId:Clients:1:UserInfoAlgorithm", "RS256"));
        using var browser = host.NewBrowser();
        using var roundcube = host.Roundcube();
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        var told = await roundcube.UserInfoAsync((await roundcube.SignInAsync(browser)).AccessToken);

        told.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        told.Get("email").Should().Be("claire.martin@ac-rouen.fr");
    }
}
