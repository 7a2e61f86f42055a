using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>What each scope opens, and whether discovery says so.</summary>
public sealed class ScopeTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("OpenId:Clients:1:Scopes:4", "address"));
        browser = host.NewBrowser();
        ent = host.Ent();
        host.Directory.Put(SamplePeople.ClaireMartin with { Language = "fr" });
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("openid", "sub")]
    [InlineData("openid profile", "sub name given_name family_name preferred_username locale")]
    [InlineData("openid email", "sub email email_verified")]
    [InlineData("openid address", "sub address")]
    [InlineData("email openid profile", "sub name given_name family_name preferred_username locale email email_verified")]
    public async Task Userinfo_tells_what_the_scopes_open_and_no_more(string scopes, string claims)
    {
        var told = await ToldAsync(scopes);

        told.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo(claims.Split(' '));
    }

    [Fact]
    public async Task The_address_is_where_the_person_works()
    {
        var address = (await ToldAsync("openid address")).GetProperty("address");

        address.GetProperty("formatted").GetString().Should().Be("Lycée Les Falaises\nLe Tréport");
        address.GetProperty("locality").GetString().Should().Be("Le Tréport");
    }

    [Fact]
    public async Task Whoever_has_no_establishment_has_no_address()
    {
        host.Directory.Put(SamplePeople.ClaireMartin with { Postings = [] });
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        (await ToldAsync("openid address")).TryGetProperty("address", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_scope_that_the_directory_knows_nothing_for_is_neither_offered_nor_taken()
    {
        (await OfferedAsync("scopes_supported")).Should().NotContain("phone").And.Contain(["openid", "profile", "email", "address", "academie"]);
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("scope", "openid phone"))))["error"].Should().Be("invalid_scope");
    }

    [Fact]
    public async Task Every_claim_that_discovery_names_can_be_told_and_every_one_told_is_named()
    {
        var offered = await OfferedAsync("claims_supported");
        var tokens = await ent.RedeemAsync(await ent.GetCodeAsync(browser, ("scope", "openid profile email academie address")));
        string[] told = [.. Jwt.Names(tokens.IdToken), .. (await ent.UserInfoAsync(tokens.AccessToken)).Json.EnumerateObject().Select(property => property.Name)];
        string[] ofTheProtocol = ["iss", "aud", "exp", "iat", "nonce", "at_hash", "azp", "oi_au_id", "jti"];

        told.Except(ofTheProtocol).Should().BeSubsetOf(offered);
        offered.Except(["aud", "exp", "iat", "iss"]).Should().BeSubsetOf(ClaimTable.Rules.Select(rule => rule.Claim));
    }

    private async Task<JsonElement> ToldAsync(string scopes)
    {
        var tokens = await ent.RedeemAsync(await ent.GetCodeAsync(browser, ("scope", scopes)));
        return (await ent.UserInfoAsync(tokens.AccessToken)).Json;
    }

    private async Task<IReadOnlyList<string>> OfferedAsync(string name) =>
        [.. (await ent.GetJsonAsync("/.well-known/openid-configuration")).GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}
