using System.Net;
using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Claims that applications ask for by name (OpenID Connect Core 5.5). The canteen is registered for names and for nothing else of the person.</summary>
public sealed class ClaimsRequestTests : IAsyncLifetime
{
    private const string CanteenSecret = "Zcantine-w4Kd7Vn2Hs9Tb6Xm";
    private const int Requests = 60;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty canteen = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(
            ("OpenId:Clients:4:Id", "cantine"), ("OpenId:Clients:4:Name", "Cantine"), ("OpenId:Clients:4:Kind", "Confidential"), ("OpenId:Clients:4:Secret", CanteenSecret),
            ("OpenId:Clients:4:RedirectUris:0", "http://localhost:5083/retour"), ("OpenId:Clients:4:Scopes:0", "openid"), ("OpenId:Clients:4:Scopes:1", "profile"), ("OpenId:Clients:4:Scopes:2", "offline_access"));
        browser = host.NewBrowser();
        ent = host.Ent();
        canteen = new RelyingParty(host.Address, "cantine", CanteenSecret) { RedirectUri = "http://localhost:5083/retour", UsesBasic = true };
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        canteen.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_claim_is_told_where_it_was_asked_for_and_nowhere_else()
    {
        var tokens = await TokensAsync(ent, """{"id_token":{"given_name":null,"title":{"essential":true}},"userinfo":{"email":{"essential":true},"discipline":null}}""");
        var told = (await ent.UserInfoAsync(tokens.AccessToken)).Json;

        Jwt.Names(tokens.IdToken).Should().Contain(["given_name", "title"]).And.NotContain(["email", "email_verified", "family_name", "discipline"]);
        Jwt.Body(tokens.IdToken).GetProperty("title").GetString().Should().Be("Professeure certifiée");
        NamesOf(told).Should().BeEquivalentTo("sub", "email", "discipline");
        Jwt.Names(tokens.AccessToken).Should().NotContain(["given_name", "title", "email", "discipline"]);
        Jwt.Names(tokens.IdToken).Should().NotContain(name => name.StartsWith("claims", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_is_a_list_in_the_id_token_too_and_a_group_a_group()
    {
        await using var provider = await Applications.StartAsync(("OpenId:Clients:1:Scopes:4", "address"));
        using var visitor = provider.NewBrowser();
        using var portal = provider.Ent();
        await visitor.SignInAsync(SamplePeople.ClaireMartin);

        var body = Jwt.Body((await portal.RedeemAsync(await portal.GetCodeAsync(visitor, ("scope", "openid"), ("claims", """{"id_token":{"rne":null,"address":null}}""")))).IdToken);

        body.GetProperty("rne").EnumerateArray().Select(value => value.GetString()).Should().Equal(SamplePeople.LyceeLesFalaises.Rne.ToString());
        body.GetProperty("address").GetProperty("formatted").GetString().Should().StartWith(SamplePeople.LyceeLesFalaises.Name);
    }

    [Fact]
    public async Task What_no_scope_of_the_application_would_tell_it_is_not_told_by_name_either()
    {
        var tokens = await TokensAsync(canteen, """{"id_token":{"email":{"essential":true},"rne":null,"name":null},"userinfo":{"email":{"essential":true},"numen":null,"FrEduRne":null,"name":null}}""");

        Jwt.Names(tokens.IdToken).Should().Contain("name").And.NotContain(["email", "rne"]);
        NamesOf((await canteen.UserInfoAsync(tokens.AccessToken)).Json).Should().BeEquivalentTo("sub", "name");
    }

    [Fact]
    public async Task A_mail_program_learns_the_address_by_no_name_although_the_mail_service_does()
    {
        using var thunderbird = host.Thunderbird();
        var tokens = await thunderbird.RedeemAsync(await thunderbird.GetCodeAsync(browser, ("claims", """{"id_token":{"email":null},"userinfo":{"email":null,"preferred_username":null}}""")));

        Jwt.Names(tokens.IdToken).Should().NotContain("email");
        (await thunderbird.UserInfoAsync(tokens.AccessToken)).Text.Should().NotContain("cmartin1").And.NotContain("@");
    }

    [Fact]
    public async Task What_was_asked_for_lasts_as_long_as_the_refresh_tokens()
    {
        var first = await TokensAsync(canteen, """{"id_token":{"given_name":null},"userinfo":{"family_name":null}}""", ("scope", "openid offline_access"));
        var second = await canteen.RefreshAsync(first.RefreshToken);
        var third = await canteen.RefreshAsync(second.RefreshToken, ("scope", "openid"), ("claims", """{"userinfo":{"preferred_username":null}}"""));

        foreach (var tokens in new[] { first, second, third })
        {
            Jwt.Names(tokens.IdToken).Should().Contain("given_name").And.NotContain("family_name");
            NamesOf((await canteen.UserInfoAsync(tokens.AccessToken)).Json).Should().BeEquivalentTo("sub", "family_name");
        }
    }

    [Fact]
    public async Task Each_access_token_tells_what_was_asked_for_with_it()
    {
        var bare = await TokensAsync(canteen, claims: null);
        var named = await TokensAsync(canteen, """{"userinfo":{"name":null}}""");

        NamesOf((await canteen.UserInfoAsync(bare.AccessToken)).Json).Should().BeEquivalentTo("sub");
        NamesOf((await canteen.UserInfoAsync(named.AccessToken)).Json).Should().BeEquivalentTo("sub", "name");
    }

    [Fact]
    public async Task An_application_that_may_no_longer_ask_for_a_claim_is_no_longer_told_it()
    {
        var settings = RegistrationStory.Canteen("cantine2");
        var secret = await host.RegisterAsync(settings);
        using var application = host.Play("cantine2", secret);
        var tokens = await TokensAsync(application, """{"id_token":{"email":null},"userinfo":{"email":null}}""", ("scope", "openid offline_access"));
        (await application.UserInfoAsync(tokens.AccessToken)).Has("email").Should().BeTrue();

        var seen = await host.VersionOfAsync("cantine2");
        settings.Scopes.Remove("email");
        (await host.AskDeskAsync(desk => desk.ChangeAsync(RegistrationStory.Editor, seen, settings, CancellationToken.None))).Should().BeOfType<ClientOutcome.Done>();

        (await application.UserInfoAsync(tokens.AccessToken)).Has("email").Should().BeFalse();
        Jwt.Names((await application.RefreshAsync(tokens.RefreshToken)).IdToken).Should().NotContain("email");
    }

    [Fact]
    public async Task What_is_pushed_is_asked_for_as_what_comes_through_the_browser_and_what_stands_beside_it_is_not()
    {
        var pushed = await canteen.PushAsync(("claims", """{"id_token":{"given_name":{"essential":true}}}"""));
        var path = QueryHelpers.AddQueryString(canteen.PushedPath(pushed), "claims", """{"id_token":{"family_name":null}}""");

        var tokens = await canteen.RedeemAsync(canteen.Answer(await browser.GetAsync(path))["code"]);

        Jwt.Names(tokens.IdToken).Should().Contain("given_name").And.NotContain("family_name");
    }

    [Fact]
    public async Task The_way_through_the_sign_in_loses_nothing()
    {
        using var visitor = host.NewBrowser();
        foreach (var path in new[] { canteen.AuthorizePath(("claims", """{"id_token":{"name":null}}""")), canteen.PushedPath(await canteen.PushAsync(("claims", """{"id_token":{"name":null}}"""), ("prompt", "login"))) })
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            var asked = await visitor.GetAsync(path);
            var answered = await visitor.FollowAsync(await visitor.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery));

            Jwt.Names((await canteen.RedeemAsync(canteen.Answer(answered)["code"])).IdToken).Should().Contain("name");
        }
    }

    [Fact]
    public async Task The_ticket_of_one_request_is_worth_nothing_for_one_that_asks_for_other_claims()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var asked = await browser.GetAsync(canteen.AuthorizePath(("prompt", "login"), ("claims", """{"id_token":{"name":null}}""")));
        var back = QueryHelpers.ParseQuery(asked.Redirect!.Query)["retour"].ToString();
        await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect.PathAndQuery);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var other = await browser.GetAsync(back.Replace("name", "locale", StringComparison.Ordinal));

        other.Redirect!.AbsolutePath.Should().Be("/connexion");
        canteen.Answer(await browser.GetAsync(back)).Should().ContainKey("code");
    }

    [Theory]
    [InlineData("pas du JSON")]
    [InlineData("[]")]
    [InlineData("""{"userinfo":{"name":"essential"}}""")]
    [InlineData("""{"id_token":{"sub":{"value":"a"},"sub":{"value":"b"}}}""")]
    [InlineData("""{"id_token":{"\ud800":null}}""")]
    [InlineData("{\"a\":[[[[[[[[[[]]]]]]]]]]}")]
    public async Task Claims_without_their_form_are_refused_to_the_application_and_where_it_pushes(string claims)
    {
        using var posted = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize");
        posted.Content = new FormUrlEncodedContent(QueryHelpers.ParseQuery(new Uri(host.Address, canteen.AuthorizePath(("claims", claims))).Query).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));
        var pages = new[] { await browser.GetAsync(canteen.AuthorizePath(("claims", claims))), await browser.SendAsync(posted) };
        var pushed = await canteen.PushAsync(("claims", claims));
        var elsewhere = await browser.GetAsync(canteen.AuthorizePath(("claims", claims), ("redirect_uri", "https://evil.example/")));

        foreach (var answer in pages.Select(canteen.Answer))
        {
            (answer["error"], answer["state"]).Should().Be(("invalid_request", canteen.State));
            answer.Should().NotContainKey("code");
        }

        ((int)pushed.Status, pushed.Error).Should().Be((400, "invalid_request"));
        (elsewhere.Status, elsewhere.Redirect).Should().Be((HttpStatusCode.BadRequest, null));
    }

    [Fact]
    public async Task Without_openid_there_is_nobody_to_be_told_about()
    {
        var tokens = await TokensAsync(canteen, """{"id_token":{"name":null,"acr":{"essential":true,"value":"eidas3"}},"userinfo":{"name":null}}""", ("scope", "profile"));

        tokens.Has("id_token").Should().BeFalse();
        (await canteen.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_time_of_the_proof_is_told_whoever_asks_for_it()
    {
        var proven = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        var tokens = await TokensAsync(canteen, """{"id_token":{"auth_time":{"essential":true}},"userinfo":{"auth_time":null}}""");

        Jwt.Body(tokens.IdToken).GetProperty("auth_time").GetInt64().Should().Be(proven);
        (await canteen.UserInfoAsync(tokens.AccessToken)).Json.GetProperty("auth_time").GetInt64().Should().Be(proven);
    }

    [Theory]
    [InlineData("id_token", "value")]
    [InlineData("id_token", "values")]
    [InlineData("userinfo", "value")]
    public async Task A_request_for_somebody_else_is_answered_about_them_or_not_at_all(string place, string member)
    {
        var bao = await SubjectAsync(canteen, SamplePeople.BaoNguyen);
        var claims = JsonSerializer.Serialize(new Dictionary<string, object> { [place] = new { sub = new Dictionary<string, object> { [member] = member == "value" ? bao : new[] { "personne", bao } } } });
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var silent = canteen.Answer(await browser.GetAsync(canteen.AuthorizePath(("prompt", "none"), ("claims", claims))));
        var asked = await browser.GetAsync(canteen.AuthorizePath(("claims", claims)));
        var page = await browser.GetAsync(asked.Redirect!.PathAndQuery);
        var same = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect.PathAndQuery));
        var other = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.BaoNguyen, asked.Redirect.PathAndQuery));

        silent["error"].Should().Be("login_required");
        page.Heading.Should().Be("Se connecter avec un autre compte");
        canteen.Answer(same)["error"].Should().Be("login_required");
        Jwt.Body((await canteen.RedeemAsync(canteen.Answer(other)["code"])).IdToken).GetProperty("sub").GetString().Should().Be(bao);
        canteen.Answer(await browser.GetAsync(canteen.AuthorizePath(("prompt", "none"), ("claims", claims)))).Should().ContainKey("code");
    }

    [Fact]
    public async Task Somebody_whom_a_hint_does_not_mean_may_let_the_other_sign_in()
    {
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(SamplePeople.BaoNguyen);
        var hint = (await canteen.SignInAsync(elsewhere)).IdToken;
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var asked = await browser.GetAsync(canteen.AuthorizePath(("id_token_hint", hint)));
        var same = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery));
        var other = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.BaoNguyen, asked.Redirect.PathAndQuery));

        canteen.Answer(same)["error"].Should().Be("login_required");
        canteen.Answer(other).Should().ContainKey("code");
    }

    [Fact]
    public async Task Whoever_signs_in_for_a_request_for_another_is_not_given_out_in_their_place()
    {
        var bao = await SubjectAsync(canteen, SamplePeople.BaoNguyen);
        using var visitor = host.NewBrowser();
        var asked = await visitor.GetAsync(canteen.AuthorizePath(("claims", $$$$"""{"id_token":{"sub":{"value":"{{{{bao}}}}"}}}""")));

        var answered = await visitor.FollowAsync(await visitor.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery));

        (answered.Address.AbsolutePath, answered.Heading).Should().Be(("/connexion", "Se connecter avec un autre compte"));
    }

    /// <summary>Whatever is asked for: no error of ours, and no claim that the canteen could not have by its scopes.</summary>
    [Fact]
    public void Whatever_is_asked_for_nothing_breaks_and_nothing_is_told_that_may_not_be()
    {
        var answered = 0;
        Prop.ForAll(Drawn().ToArbitrary(), claims => Task.Run(async () =>
        {
            var page = await browser.GetAsync(canteen.AuthorizePath(("claims", claims)));
            if ((int)page.Status >= 500 || page.Redirect is null)
                return false;
            if (!QueryHelpers.ParseQuery(page.Redirect.Query).TryGetValue("code", out var code))
                return page.Redirect.Query.Contains("error=invalid_request", StringComparison.Ordinal) || page.Redirect.Query.Contains("error=unmet_", StringComparison.Ordinal) || page.Redirect.AbsolutePath.StartsWith("/connexion", StringComparison.Ordinal);

            answered++;
            var tokens = await canteen.RedeemAsync(code.ToString());
            var told = await canteen.UserInfoAsync(tokens.AccessToken);
            return told.Status is HttpStatusCode.OK && Jwt.Names(tokens.IdToken).Concat(NamesOf(told.Json)).All(MayBeTold) && !$"{Jwt.Body(tokens.IdToken)}{Jwt.Body(tokens.AccessToken)}{told.Text}".Contains('@', StringComparison.Ordinal);
        }).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Requests));

        answered.Should().BeGreaterThan(Requests / 10, "many requests are in order");
    }

    private static Gen<string> Drawn()
    {
        var names = Gen.Elements([.. ClaimTable.Rules.Select(rule => rule.Claim), "numen", "phone_number", "name#fr", "claims_userinfo", "claims_acr", "scope", "iss", "aud", "client_id", "oi_scp", "\\u0065mail", "", "é"]);
        var wishes = Gen.Frequency(
            (6, Gen.Elements("null", "{\"essential\":true}", "{\"essential\":false,\"purpose\":[{}]}", "{\"value\":\"x\"}", "{\"values\":[\"eidas1\",12,null]}", "{\"essential\":true,\"values\":[\"eidas1\"]}")),
            (1, Gen.Elements("true", "[]", "\"x\"", "{\"values\":{}}", "{\"essential\":1}", "{\"value\":1,\"values\":[]}", "{\"value\":\"\\ud800\"}", "{", "1e999")));
        var members = names.Zip(wishes).Select(drawn => $"\"{drawn.Item1}\":{drawn.Item2}");
        var places = Gen.Choose(0, 4).SelectMany(count => Gen.ListOf(members, count)).Select(drawn => $"{{{string.Join(',', drawn)}}}");
        var keys = Gen.Frequency((6, Gen.Elements("id_token", "userinfo")), (1, Gen.Elements("access_token", "verified_claims", "")));
        return Gen.Choose(1, 2).SelectMany(count => Gen.ListOf(keys.Zip(places).Select(drawn => $"\"{drawn.Item1}\":{drawn.Item2}"), count)).Select(drawn => $"{{{string.Join(',', drawn)}}}");
    }

    private static bool MayBeTold(string claim) => claim is "iss" or "aud" or "exp" or "iat" or "nonce" or "azp" or "at_hash" or "oi_au_id" or "oi_tkn_id" || ClaimTable.IsOpenedBy(claim, ["openid", "profile"]);

    private async Task<TokenAnswer> TokensAsync(RelyingParty application, string? claims, params (string Name, string? Value)[] changes) =>
        await application.RedeemAsync(await application.GetCodeAsync(browser, [("scope", "openid"), ("claims", claims), .. changes]));

    private async Task<string> SubjectAsync(RelyingParty application, Domain.People.Person person)
    {
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(person);
        return Jwt.Body((await application.SignInAsync(elsewhere)).IdToken).GetProperty("sub").GetString()!;
    }

    private static IEnumerable<string> NamesOf(JsonElement told) => told.EnumerateObject().Select(claim => claim.Name);
}
