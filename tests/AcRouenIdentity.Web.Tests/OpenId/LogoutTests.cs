using System.Net;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class LogoutTests : IAsyncLifetime
{
    private LogoutReceiver receiver = null!;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;
    private RelyingParty mail = null!;

    public async Task InitializeAsync()
    {
        receiver = await LogoutReceiver.StartAsync();
        host = await Applications.StartAsync(("OpenId:Clients:1:BackChannelLogoutUri", receiver.Address.ToString()));
        browser = host.NewBrowser();
        ent = host.Ent();
        roundcube = host.Roundcube();
        mail = host.Mail();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        roundcube.Dispose();
        mail.Dispose();
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Signing_out_in_the_webmail_signs_out_everywhere()
    {
        var mailTokens = await roundcube.SignInAsync(browser);
        var entTokens = await ent.SignInAsync(browser);

        var page = await browser.GetAsync(LogoutPath(("id_token_hint", mailTokens.IdToken), ("post_logout_redirect_uri", "http://localhost:5081/"), ("state", "fin")));

        page.Redirect!.ToString().Should().StartWith("http://localhost:5081/").And.Contain("state=fin");
        (await browser.IsSignedInAsync()).Should().BeFalse();
        (await mail.IntrospectAsync(mailTokens.AccessToken)).IsActive.Should().BeFalse();
        (await roundcube.RefreshAsync(mailTokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await ent.UserInfoAsync(entTokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        ent.Answer(await browser.GetAsync(ent.AuthorizePath(("prompt", "none"))))["error"].Should().Be("login_required");
        await Eventually.BeTrueAsync(() => Task.FromResult(receiver.Tokens.Count == 1));
    }

    [Fact]
    public async Task Signing_out_in_the_webmail_after_hours_in_it_alone_signs_out_everywhere_too()
    {
        var mailTokens = await roundcube.SignInAsync(browser);
        await ent.SignInAsync(browser);
        host.Clock.Advance(TimeSpan.FromHours(3));
        var refreshed = await roundcube.RefreshAsync(mailTokens.RefreshToken);

        var page = await browser.GetAsync(LogoutPath(("id_token_hint", mailTokens.IdToken), ("post_logout_redirect_uri", "http://localhost:5081/")));

        page.Redirect!.ToString().Should().StartWith("http://localhost:5081/");
        (await roundcube.RefreshAsync(refreshed.RefreshToken)).Error.Should().Be("invalid_grant");
        await Eventually.BeTrueAsync(() => Task.FromResult(receiver.Tokens.Count == 1));
    }

    [Fact]
    public async Task Hours_later_an_id_token_alone_without_the_browser_of_its_session_ends_nothing()
    {
        var mailTokens = await roundcube.SignInAsync(browser);
        host.Clock.Advance(TimeSpan.FromHours(3));
        using var stranger = host.NewBrowser();

        await stranger.GetAsync(LogoutPath(("id_token_hint", mailTokens.IdToken), ("post_logout_redirect_uri", "http://localhost:5081/")));

        (await roundcube.RefreshAsync(mailTokens.RefreshToken)).Error.Should().BeNull();
    }

    [Fact]
    public async Task The_portal_receives_a_signed_logout_token_for_its_session()
    {
        var tokens = await ent.SignInAsync(browser);
        await EndAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(!receiver.Tokens.IsEmpty));

        var token = receiver.Tokens.Single();
        var keys = new JsonWebKeySet((await ent.GetJsonAsync("/.well-known/jwks")).GetRawText());
        var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = host.Address.ToString(),
            ValidAudience = "ent",
            ValidTypes = ["logout+jwt"],
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
        });

        checkedToken.IsValid.Should().BeTrue(checkedToken.Exception?.Message);
        var body = Jwt.Body(token);
        body.GetProperty("sub").GetString().Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sub").GetString());
        body.GetProperty("sid").GetString().Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sid").GetString());
        body.GetProperty("events").GetProperty("http://schemas.openid.net/event/backchannel-logout").EnumerateObject().Should().BeEmpty();
        body.GetProperty("jti").GetString().Should().NotBeNullOrEmpty();
        (body.GetProperty("exp").GetInt64() - body.GetProperty("iat").GetInt64()).Should().Be(120);
        body.TryGetProperty("nonce", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_portal_that_is_down_is_told_when_it_is_back_even_after_a_restart_of_the_provider()
    {
        await ent.SignInAsync(browser);
        receiver.Status = 503;
        await EndAsync();
        await Eventually.BeTrueAsync(async () => (await DeliveryAsync()).Tries == 1);

        await host.RestartAsync();
        receiver.Status = 200;
        host.Clock.Advance(TimeSpan.FromSeconds(20));

        await Eventually.BeTrueAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(10));
            return (await DeliveryAsync()).Outcome == LogoutOutcome.Delivered;
        });
        receiver.Tokens.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_redirect_of_the_portal_is_not_followed_and_counts_as_no_answer()
    {
        await ent.SignInAsync(browser);
        receiver.Status = 302;

        await EndAsync();

        await Eventually.BeTrueAsync(async () => (await DeliveryAsync()).Tries == 1);
        receiver.Elsewhere.Should().BeEmpty();
    }

    [Fact]
    public async Task Applications_that_were_never_opened_are_told_nothing()
    {
        await roundcube.SignInAsync(browser);

        await EndAsync();

        (await host.AskAsync((IdentityDb db) => db.Set<LogoutDelivery>().AnyAsync())).Should().BeFalse();
    }

    [Fact]
    public async Task Ending_all_sessions_of_a_person_tells_each_and_spares_other_people()
    {
        var tokens = await roundcube.SignInAsync(browser);
        await ent.SignInAsync(browser);
        using var phone = host.NewBrowser();
        await phone.SignInAsync(SamplePeople.ClaireMartin);
        await ent.SignInAsync(phone);
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.BaoNguyen);
        var tokensOfBao = await roundcube.SignInAsync(other);
        var subject = Jwt.Body(tokens.IdToken).GetProperty("sub").GetString()!;

        await host.AskAsync<SessionEnding, bool>(async ending =>
        {
            await ending.EndAllAsync(subject, SessionEnd.PasswordChange, CancellationToken.None);
            return true;
        });

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await mail.IntrospectAsync(tokensOfBao.AccessToken)).IsActive.Should().BeTrue();
        await Eventually.BeTrueAsync(() => Task.FromResult(receiver.Tokens.Count == 2));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("forged")]
    [InlineData("unsigned")]
    [InlineData("somebody else's")]
    [InlineData("an access token")]
    public async Task Without_the_id_token_of_this_session_the_person_is_asked_and_sent_nowhere(string hint)
    {
        var token = await HintAsync(hint);

        var page = await browser.GetAsync(LogoutPath(("id_token_hint", token), ("client_id", token is null ? "ent" : null), ("post_logout_redirect_uri", "http://localhost:5082/")));

        page.Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task After_the_confirmation_the_browser_goes_to_the_registered_address_with_its_state()
    {
        var page = await browser.GetAsync(LogoutPath(("client_id", "ent"), ("post_logout_redirect_uri", "http://localhost:5082/"), ("state", "fin")));

        var gone = await browser.SubmitAsync(page);

        gone.Redirect!.ToString().Should().StartWith("http://localhost:5082/").And.Contain("state=fin");
        (await browser.IsSignedInAsync()).Should().BeFalse();
        page.Response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("form-action 'self' http://localhost:5082");
    }

    [Fact]
    public async Task A_form_of_another_site_confirms_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/logout");
        request.Content = new FormUrlEncodedContent([new("client_id", "ent"), new("__RequestVerificationToken", "deviné")]);

        var page = await browser.SendAsync(request);

        page.Status.Should().Be(HttpStatusCode.OK);
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://localhost:5082/?plus=1")]
    [InlineData("http://localhost:5081/", "ent")]
    [InlineData("javascript:alert(1)")]
    public async Task An_address_that_is_not_registered_is_never_gone_to(string address, string? client = null)
    {
        var tokens = await ent.SignInAsync(browser);

        var page = await browser.GetAsync(LogoutPath(("id_token_hint", tokens.IdToken), ("client_id", client), ("post_logout_redirect_uri", address)));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
    }

    private static string LogoutPath(params (string Name, string? Value)[] parameters) => QueryHelpers.AddQueryString(
        "/connect/logout", parameters.Where(parameter => parameter.Value is not null).ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    private async Task EndAsync() => await browser.SubmitAsync(await browser.GetAsync("/connect/logout"));

    private Task<LogoutDelivery> DeliveryAsync() => host.AskAsync((IdentityDb db) => db.Set<LogoutDelivery>().AsNoTracking().SingleAsync());

    private async Task<string?> HintAsync(string hint)
    {
        var tokens = await ent.SignInAsync(browser);
        var parts = tokens.IdToken.Split('.');
        switch (hint)
        {
            case "none":
                return null;
            case "forged":
                return $"{parts[0]}.{parts[1]}.AAAA";
            case "unsigned":
                return $"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{parts[1]}.";
            case "an access token":
                return tokens.AccessToken;
            default:
                using (var other = host.NewBrowser())
                {
                    await other.SignInAsync(SamplePeople.BaoNguyen);
                    return (await ent.SignInAsync(other)).IdToken;
                }
        }
    }
}
