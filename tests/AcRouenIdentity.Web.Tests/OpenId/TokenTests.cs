using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class TokenTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;
    private RelyingParty mail = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
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
    }

    [Fact]
    public async Task Nothing_that_an_application_receives_holds_the_NUMEN_or_the_directory_key()
    {
        var tokens = await ent.SignInAsync(browser);
        var told = await ent.UserInfoAsync(tokens.AccessToken);

        var everything = Jwt.Body(tokens.IdToken).ToString() + Jwt.Body(tokens.AccessToken) + told.Text;

        everything.Should().NotContain(SamplePeople.ClaireMartin.Numen!.Value.Reveal()).And.NotContain(SamplePeople.ClaireMartin.Key.Value);
    }

    [Fact]
    public async Task The_access_token_is_lean_signed_and_typed()
    {
        var tokens = await roundcube.SignInAsync(browser);

        Jwt.Header(tokens.AccessToken).GetProperty("typ").GetString().Should().Be("at+jwt");
        Jwt.Header(tokens.AccessToken).GetProperty("alg").GetString().Should().Be("RS256");
        Jwt.Names(tokens.AccessToken).Should().NotContain(["name", "given_name", "email_verified", "acr", "amr", "FrEduRne"]);
        Jwt.Body(tokens.AccessToken).GetProperty("aud").GetString().Should().Be("mail");
        Jwt.Body(tokens.AccessToken).GetProperty("email").GetString().Should().Be("claire.martin@ac-rouen.fr", "mail programs announce the address");
        Jwt.Names((await ent.SignInAsync(browser)).AccessToken).Should().NotContain(["name", "given_name", "email", "preferred_username", "acr", "amr", "FrEduRne"]);
    }

    [Fact]
    public async Task The_id_token_says_how_and_when_the_person_proved_who_they_are()
    {
        var tokens = await ent.SignInAsync(browser);
        var body = Jwt.Body(tokens.IdToken);

        body.GetProperty("acr").GetString().Should().Be("eidas1");
        body.GetProperty("amr").EnumerateArray().Select(method => method.GetString()).Should().Equal("pwd");
        body.GetProperty("nonce").GetString().Should().Be(ent.Nonce);
        body.GetProperty("aud").GetString().Should().Be("ent");
        body.GetProperty("iss").GetString().Should().Be($"{host.Address}");
        body.GetProperty("email_verified").GetBoolean().Should().BeTrue();
        Jwt.Header(tokens.IdToken).GetProperty("alg").GetString().Should().Be("RS256");
    }

    [Fact]
    public async Task A_client_that_asks_for_ES256_gets_it_for_its_id_token()
    {
        using var thunderbird = host.Thunderbird();

        var tokens = await thunderbird.SignInAsync(browser);

        Jwt.Header(tokens.IdToken).GetProperty("alg").GetString().Should().Be("ES256");
        Jwt.Body(tokens.AccessToken).GetProperty("aud").GetString().Should().Be("mail");
        (await mail.IntrospectAsync(tokens.AccessToken)).Get("preferred_username").Should().Be("cmartin1");
    }

    [Fact]
    public async Task The_portal_reads_the_academic_identity_at_userinfo()
    {
        var tokens = await ent.SignInAsync(browser);

        var told = (await ent.UserInfoAsync(tokens.AccessToken)).Json;

        told.GetProperty("establishments").EnumerateArray().Select(name => name.GetString()).Should().Equal("Lycée Les Falaises (Le Tréport)");
        told.GetProperty("FrEduRne").EnumerateArray().Select(name => name.GetString()).Should().Equal("0769001W$UAJ$PU$ENS$0769001W$T3$LYC$300");
        told.GetProperty("codaca").GetString().Should().Be("021");
        told.GetProperty("name").GetString().Should().Be("Claire Martin");
        told.GetProperty("email").GetString().Should().Be("claire.martin@ac-rouen.fr");
    }

    [Fact]
    public async Task A_token_for_the_portal_opens_no_mailbox()
    {
        var tokens = await ent.SignInAsync(browser);

        var answer = await mail.IntrospectAsync(tokens.AccessToken);

        answer.Json.EnumerateObject().Select(property => property.Name).Should().Equal("active");
        answer.IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task A_code_works_once_and_its_replay_kills_the_tokens_it_gave()
    {
        var code = await roundcube.GetCodeAsync(browser);
        var tokens = await roundcube.RedeemAsync(code);

        var replay = await roundcube.RedeemAsync(code);

        replay.Status.Should().Be(HttpStatusCode.BadRequest);
        replay.Error.Should().Be("invalid_grant");
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_replayed_code_does_not_keep_its_application_out_for_the_rest_of_the_session()
    {
        var code = await roundcube.GetCodeAsync(browser);
        await roundcube.RedeemAsync(code);
        await roundcube.RedeemAsync(code);

        var tokens = await roundcube.SignInAsync(browser);

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task A_code_is_worthless_a_minute_later()
    {
        var code = await ent.GetCodeAsync(browser);
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        (await ent.RedeemAsync(code)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_code_is_worthless_in_the_hands_of_another_application()
    {
        var code = await ent.GetCodeAsync(browser);

        var stolen = await roundcube.RedeemAsync(code, ("redirect_uri", ent.RedirectUri), ("code_verifier", ent.Verifier));

        stolen.Error.Should().Be("invalid_grant");
    }

    [Theory]
    [InlineData("code_verifier", "un-autre-verifier-0123456789-0123456789-0123456789", "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_grant")]
    [InlineData("redirect_uri", "http://localhost:5082/ailleurs", "invalid_grant")]
    [InlineData("code", "n-importe-quoi", "invalid_grant")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "client_credentials", "unsupported_grant_type")]
    public async Task A_code_is_redeemed_with_its_own_proofs_only(string name, string? value, string error)
    {
        var code = await ent.GetCodeAsync(browser);

        var answer = await ent.RedeemAsync(code, (name, value));

        answer.Error.Should().Be(error);
        answer.Has("access_token").Should().BeFalse();
    }

    [Fact]
    public async Task A_wrong_secret_and_a_secret_sent_the_other_way_are_refused()
    {
        var code = await ent.GetCodeAsync(browser);
        using var liar = new RelyingParty(host.Address, "ent", "pas-le-secret-du-portail-0123456789") { RedirectUri = ent.RedirectUri, UsesBasic = true };
        using var poster = new RelyingParty(host.Address, "ent", ent.Secret) { RedirectUri = ent.RedirectUri };

        (await liar.RedeemAsync(code)).Error.Should().Be("invalid_client");
        (await poster.RedeemAsync(code)).Error.Should().Be("invalid_client");
        (await ent.RedeemAsync(code)).AccessToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Refreshing_gives_a_new_refresh_token_and_a_late_second_use_kills_the_family()
    {
        var first = await roundcube.SignInAsync(browser);
        var second = await roundcube.RefreshAsync(first.RefreshToken);
        second.RefreshToken.Should().NotBe(first.RefreshToken);
        host.Clock.Advance(TimeSpan.FromSeconds(11));

        var thief = await roundcube.RefreshAsync(first.RefreshToken);

        thief.Error.Should().Be("invalid_grant");
        (await roundcube.RefreshAsync(second.RefreshToken)).Error.Should().Be("invalid_grant");
        (await mail.IntrospectAsync(second.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task Two_requests_of_a_webmail_may_refresh_at_the_same_moment()
    {
        var tokens = await roundcube.SignInAsync(browser);

        var both = await Task.WhenAll(roundcube.RefreshAsync(tokens.RefreshToken), roundcube.RefreshAsync(tokens.RefreshToken));

        both.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_is_worthless_in_the_hands_of_another_application()
    {
        var tokens = await roundcube.SignInAsync(browser);
        using var thunderbird = host.Thunderbird();

        (await thunderbird.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Refresh_tokens_end_with_the_absolute_limit_of_the_session_however_often_they_turn()
    {
        var tokens = await roundcube.SignInAsync(browser);
        for (var hour = 0; hour < 11; hour++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            tokens = await roundcube.RefreshAsync(tokens.RefreshToken);
            tokens.Status.Should().Be(HttpStatusCode.OK, "idle time bounds the browser, not the mail program");
        }

        host.Clock.Advance(TimeSpan.FromMinutes(55));
        tokens = await roundcube.RefreshAsync(tokens.RefreshToken);
        tokens.Json.GetProperty("expires_in").GetInt64().Should().BeInRange(290, 300, "the access token does not outlive the session either");
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task A_refresh_may_ask_for_less_and_then_opens_no_mailbox()
    {
        var tokens = await roundcube.SignInAsync(browser);

        var less = await roundcube.RefreshAsync(tokens.RefreshToken, ("scope", "openid"));
        var more = await roundcube.RefreshAsync(less.RefreshToken, ("scope", "openid academie"));
        var whole = await roundcube.RefreshAsync(less.RefreshToken);

        (await mail.IntrospectAsync(less.AccessToken)).IsActive.Should().BeFalse();
        more.Has("access_token").Should().BeFalse();
        (await mail.IntrospectAsync(whole.AccessToken)).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task Suspended_staff_refresh_no_more_a_minute_later()
    {
        var tokens = await roundcube.SignInAsync(browser);
        host.Directory.Put(SamplePeople.ClaireMartin with { State = AccountState.Suspended });
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await roundcube.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_outage_of_the_directory_is_no_wrong_token_and_spends_nothing()
    {
        var tokens = await roundcube.SignInAsync(browser);
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = await roundcube.GetCodeAsync(browser);
        host.Directory.IsDown = true;

        var refresh = await roundcube.RefreshAsync(tokens.RefreshToken);
        var redeem = await roundcube.RedeemAsync(code);
        var told = await roundcube.UserInfoAsync(tokens.AccessToken);
        host.Directory.IsDown = false;

        refresh.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        refresh.Error.Should().Be("temporarily_unavailable");
        redeem.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        told.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
        (await roundcube.RedeemAsync(code)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reading_mail_goes_on_while_the_directory_is_down()
    {
        var tokens = await roundcube.SignInAsync(browser);
        host.Directory.IsDown = true;
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task Giving_the_refresh_token_back_ends_the_access_token_too()
    {
        var tokens = await roundcube.SignInAsync(browser);

        (await roundcube.RevokeAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Nobody_can_revoke_the_token_of_another_application()
    {
        var tokens = await roundcube.SignInAsync(browser);

        await ent.RevokeAsync(tokens.RefreshToken);

        (await roundcube.RefreshAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_mail_service_may_ask_about_tokens()
    {
        var tokens = await roundcube.SignInAsync(browser);

        (await ent.IntrospectAsync(tokens.AccessToken)).Error.Should().Be("unauthorized_client");
        (await roundcube.IntrospectAsync(tokens.AccessToken)).Error.Should().Be("unauthorized_client");
    }

    [Fact]
    public async Task A_token_that_the_database_no_longer_knows_is_worth_nothing_and_breaks_nothing()
    {
        var tokens = await roundcube.SignInAsync(browser);
        var code = await roundcube.GetCodeAsync(browser);
        await host.AskAsync((IdentityDb db) => db.Set<OpenIddictEntityFrameworkCoreToken>().ExecuteDeleteAsync());

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await roundcube.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await roundcube.RedeemAsync(code)).Error.Should().Be("invalid_grant");
        (await roundcube.RevokeAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_or_an_id_token_opens_no_mailbox()
    {
        var tokens = await roundcube.SignInAsync(browser);

        foreach (var token in new[] { tokens.RefreshToken, tokens.IdToken })
        {
            var answer = await mail.IntrospectAsync(token);
            (answer.Error is not null || !answer.IsActive).Should().BeTrue(answer.Text);
        }
    }

    [Fact]
    public async Task Userinfo_refuses_forged_and_foreign_tokens()
    {
        var tokens = await ent.SignInAsync(browser);
        var parts = tokens.AccessToken.Split('.');
        var unsigned = $"eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{parts[1]}.";

        foreach (var token in new[] { unsigned, tokens.IdToken, "rien", $"{parts[0]}.{parts[1]}.AAAA" })
            (await ent.UserInfoAsync(token)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Malformed_requests_get_an_OAuth_error_and_never_a_stack_trace()
    {
        HttpContent[] bodies =
        [
            new StringContent("{\"grant_type\":\"authorization_code\"}", Encoding.UTF8, "application/json"),
            new StringContent(new string('a', 10_000_000), Encoding.ASCII, "application/x-www-form-urlencoded"),
            new StringContent("grant_type=authorization_code&code=%00&client_id=ent", Encoding.ASCII, "application/x-www-form-urlencoded"),
            new StringContent("grant_type=authorization_code&grant_type=refresh_token", Encoding.ASCII, "application/x-www-form-urlencoded"),
            new StringContent($"grant_type=authorization_code&code={new string('a', 20_000)}", Encoding.ASCII, "application/x-www-form-urlencoded"),
            new StringContent("client_id=%FF%FE&code=%C0%80&grant_type=%ED%A0%80", Encoding.ASCII, "application/x-www-form-urlencoded"),
            new StringContent(string.Join('&', Enumerable.Range(0, 5000).Select(index => $"p{index}=1")), Encoding.ASCII, "application/x-www-form-urlencoded"),
            new ByteArrayContent([]),
        ];
        foreach (var path in new[] { "token", "introspect", "revoke", "userinfo" })
        {
            foreach (var body in bodies)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/connect/{path}");
                var copy = new ByteArrayContent(await body.ReadAsByteArrayAsync());
                copy.Headers.ContentType = body.Headers.ContentType;
                request.Content = copy;
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "bm9ib2R5Ong=");

                var answer = await TrySendAsync(request);

                if (answer is null)
                    continue;
                ((int)answer.Status).Should().BeInRange(400, 499, "{0} {1}: {2}", path, body.Headers.ContentType, answer.Text);
                answer.Text.Should().NotContain("   at ").And.NotContain("Exception");
            }
        }
    }

    [Theory]
    [InlineData("GET", "/connect/token")]
    [InlineData("PUT", "/connect/token")]
    [InlineData("GET", "/connect/introspect")]
    [InlineData("DELETE", "/connect/revoke")]
    public async Task A_wrong_method_is_a_client_error(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await ent.SendAsync(request);

        ((int)answer.Status).Should().BeInRange(400, 499);
    }

    /// <returns>Null when the server closed the connection rather than read ten million bytes.</returns>
    private async Task<TokenAnswer?> TrySendAsync(HttpRequestMessage request)
    {
        try
        {
            return await ent.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
