using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary><c>private_key_jwt</c> (OpenID Connect Core 9, RFC 7523): the portal signs instead of sending a secret.</summary>
public sealed class ClientAssertionTests : IAsyncLifetime
{
    private readonly AssertionKey key = new("ent");
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        key.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("client-authentication+jwt")]
    public async Task An_application_proves_itself_by_its_key(string type)
    {
        using var ent = Ent(() => Sign(Claims(), type: type));

        (await ent.PushAsync()).Status.Should().Be(HttpStatusCode.Created);
        (await ent.SignInAsync(browser)).IdToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_assertion_is_worth_something_once_even_after_a_restart()
    {
        var assertion = Sign(Claims());
        using var ent = Ent(() => assertion);

        (await ent.PushAsync()).Status.Should().Be(HttpStatusCode.Created);
        (await ent.PushAsync()).Error.Should().Be("invalid_client");
        await host.RestartAsync();

        (await ent.PushAsync()).Error.Should().Be("invalid_client");
    }

    [Fact]
    public async Task Of_uses_at_the_same_moment_one_is_taken()
    {
        var assertion = Sign(Claims());
        using var ent = Ent(() => assertion);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ent.PushAsync()));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).Should().Be(1);
        answers.Count(answer => answer.Error == "invalid_client").Should().Be(7);
    }

    [Fact]
    public async Task Two_clocks_need_not_agree_to_the_second()
    {
        using var ent = Ent(() => Sign(Claims(("nbf", host.Seconds(8)), ("iat", host.Seconds(8)))));

        (await ent.PushAsync()).Status.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("jti", null)]
    [InlineData("jti", "")]
    [InlineData("exp", null)]
    [InlineData("exp", -1)]
    [InlineData("exp", 3600)]
    [InlineData("nbf", 60)]
    [InlineData("iat", 60)]
    [InlineData("sub", null)]
    [InlineData("sub", "roundcube")]
    [InlineData("iss", null)]
    [InlineData("iss", "roundcube")]
    [InlineData("aud", null)]
    [InlineData("aud", "https://evil.example/")]
    public async Task A_claim_that_is_missing_or_wrong_proves_nothing(string name, object? value)
    {
        using var ent = Ent(() => Sign(Claims((name, value is int seconds ? host.Seconds(seconds) : value))));

        await RefuseAsync(ent);
    }

    [Fact]
    public async Task An_assertion_for_several_audiences_is_refused()
    {
        using var ent = Ent(() => Sign(Claims(("aud", new[] { host.Address.ToString(), "https://autre.example/" }))));

        await RefuseAsync(ent);
    }

    [Fact]
    public async Task Marks_of_our_own_tokens_in_an_assertion_mean_nothing()
    {
        using var ent = Ent(() => Sign(Claims(("oi_tkn_id", "inconnu"), ("oi_au_id", "inconnu"), ("oi_tkn_typ", "access_token"))));

        ((int)(await ent.PushAsync()).Status).Should().BeLessThan(500);
    }

    [Theory]
    [InlineData("rien")]
    [InlineData("{\"jkt\":\"0123456789012345678901234567890123456789012\"}")]
    public async Task What_an_assertion_says_of_a_key_binds_nothing(string bond)
    {
        using var ent = Ent(() => Sign(Claims(("cnf", bond.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(bond) : bond))));

        (await ent.PushAsync()).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Another_key_none_and_a_secret_made_of_the_public_key_prove_nothing()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var published = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(key.KeySet()));
        using var forger = Ent(() => Sign(Claims(), new SigningCredentials(new ECDsaSecurityKey(foreign) { KeyId = key.Id }, "ES256")));
        using var unsigned = Ent(() => $"eyJhbGciOiJub25lIn0.{Sign(Claims()).Split('.')[1]}.");
        using var confused = Ent(() => Sign(Claims(), new SigningCredentials(new SymmetricSecurityKey(published) { KeyId = key.Id }, "HS256")));
        using var garbage = Ent(() => "rien.du.tout");

        foreach (var party in new[] { forger, unsigned, confused, garbage })
            await RefuseAsync(party);
    }

    [Fact]
    public async Task It_proves_no_other_application_and_a_secret_no_longer_proves_this_one()
    {
        using var pretender = new RelyingParty(host.Address, "roundcube", secret: null) { RedirectUri = host.Roundcube().RedirectUri, Assertion = () => Sign(Claims()) };
        using var old = host.Ent();
        using var bare = new RelyingParty(host.Address, "ent", secret: null) { RedirectUri = old.RedirectUri };

        await RefuseAsync(pretender);
        await RefuseAsync(old);
        await RefuseAsync(bare);
    }

    [Fact]
    public async Task A_token_of_ours_is_no_assertion()
    {
        using var ent = Ent(() => Sign(Claims()));
        var tokens = await ent.SignInAsync(browser);
        using var thief = Ent(() => tokens.IdToken);

        await RefuseAsync(thief);
    }

    [Fact]
    public async Task What_ended_is_forgotten()
    {
        using var ent = Ent(() => Sign(Claims()));
        await ent.PushAsync();

        host.Clock.Advance(TimeSpan.FromMinutes(55));

        await Eventually.BeTrueAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            return await host.AskAsync((IdentityDb db) => db.Set<UsedAssertion>().CountAsync()) == 0;
        });
    }

    private static async Task RefuseAsync(RelyingParty party)
    {
        var answer = await party.PushAsync();
        ((int)answer.Status).Should().BeInRange(400, 401, answer.Text);
        answer.Has("request_uri").Should().BeFalse();
    }

    private Task<ProviderHost> StartAsync() => Applications.StartAsync(
        ("OpenId:Clients:1:Secret", null), ("OpenId:Clients:1:TokenEndpointAuth", "private_key_jwt"), ("OpenId:Clients:1:Keys", key.KeySet()));

    private RelyingParty Ent(Func<string> assertion) => new(host.Address, "ent", secret: null)
    {
        RedirectUri = "http://localhost:5082/oidc/redirect_uri",
        Scope = "openid profile",
        Assertion = assertion,
    };

    private Dictionary<string, object> Claims(params (string Name, object? Value)[] changes) => key.Claims(host, changes);

    private string Sign(Dictionary<string, object> claims, SigningCredentials? credentials = null, string type = "JWT") => key.Sign(claims, credentials, type);
}
