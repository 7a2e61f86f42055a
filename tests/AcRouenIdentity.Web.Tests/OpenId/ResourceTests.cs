using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Registration;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Tokens that are asked for one service by its name (RFC 8707): the portal may name the diary, the mail service, and one that nobody registered.</summary>
public sealed class ResourceTests : IAsyncLifetime
{
    private const string Diary = "https://agenda.exemple.fr/api";
    private const string MailService = "https://courrier.exemple.fr/";
    private const string Menus = "urn:exemple:menus";
    private const string Nobody = "https://personne.exemple.fr/";
    private const string Secret = "Zagenda0Service-d4Ht6Yu8Io1Pa3";
    private const string Everything = "openid profile mail offline_access";

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty mail = null!;
    private RelyingParty diary = null!;
    private RelyingParty menus = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(
            ("OpenId:Clients:1:Scopes:4", "mail"), ("OpenId:Clients:1:Scopes:5", "offline_access"), ("OpenId:Clients:1:TokenExchange", "Allowed"),
            ("OpenId:Clients:1:Resources:0", Diary), ("OpenId:Clients:1:Resources:1", MailService), ("OpenId:Clients:1:Resources:2", Nobody),
            ("OpenId:Clients:2:ResourceUri", MailService),
            ("OpenId:Clients:4:Id", "agenda"), ("OpenId:Clients:4:Name", "Agenda"), ("OpenId:Clients:4:Kind", "Resource"), ("OpenId:Clients:4:Secret", Secret), ("OpenId:Clients:4:ResourceUri", Diary),
            ("OpenId:Clients:5:Id", "menus"), ("OpenId:Clients:5:Name", "Menus"), ("OpenId:Clients:5:Kind", "Resource"), ("OpenId:Clients:5:Secret", Secret), ("OpenId:Clients:5:ResourceUri", Menus));
        browser = host.NewBrowser();
        ent = host.Ent();
        mail = host.Mail();
        diary = new RelyingParty(host.Address, "agenda", Secret);
        menus = new RelyingParty(host.Address, "menus", Secret);
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        foreach (var party in new[] { ent, mail, diary, menus })
            party.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_is_asked_for_the_diary_opens_the_diary_and_no_mailbox()
    {
        var tokens = await SignInForAsync(Everything, Diary);
        var told = await diary.IntrospectAsync(tokens.AccessToken);

        Audience(tokens).Should().Equal(Diary);
        Jwt.Names(tokens.AccessToken).Should().NotContain(name => name == "resource" || name == "oi_rsrc");
        told.IsActive.Should().BeTrue();
        told.Get("aud").Should().Be(Diary);
        told.Get("username").Should().Be("cmartin1");
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await menus.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task Where_no_service_is_named_the_scopes_decide_as_before()
    {
        var forMail = await SignInForAsync(Everything);
        var forNobody = await SignInForAsync("openid profile");

        Audience(forMail).Should().Equal("mail");
        (await mail.IntrospectAsync(forMail.AccessToken)).Get("aud").Should().Be("mail");
        Audience(forNobody).Should().Equal($"{host.Address}");
        foreach (var service in new[] { mail, diary, menus })
            (await service.IntrospectAsync(forNobody.AccessToken)).IsActive.Should().BeFalse();
        (await diary.IntrospectAsync(forMail.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task The_mail_service_takes_a_token_that_names_it_and_may_read_mail()
    {
        var tokens = await SignInForAsync(Everything, MailService);

        Audience(tokens).Should().Equal(MailService);
        (await mail.IntrospectAsync(tokens.AccessToken)).Get("aud").Should().Be(MailService);
        (await diary.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task Several_services_are_named_and_each_token_request_chooses_among_them()
    {
        var code = await CodeForAsync(Everything, Diary, MailService);
        ent.Resources = [Diary];
        var first = await ent.RedeemAsync(code);
        ent.Resources = [];
        var all = await ent.RefreshAsync(first.RefreshToken);
        ent.Resources = [MailService];
        var one = await ent.RefreshAsync(all.RefreshToken);
        ent.Resources = [MailService, Diary];
        var again = await ent.RefreshAsync(one.RefreshToken);

        Audience(first).Should().Equal(Diary);
        Audience(all).Should().BeEquivalentTo(Diary, MailService);
        Audience(one).Should().Equal(MailService);
        Audience(again).Should().BeEquivalentTo(Diary, MailService);
        (await mail.IntrospectAsync(first.AccessToken)).IsActive.Should().BeFalse();
        (await mail.IntrospectAsync(again.AccessToken)).IsActive.Should().BeTrue();
        (await diary.IntrospectAsync(again.AccessToken)).IsActive.Should().BeTrue();
        (await diary.IntrospectAsync(one.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task A_pushed_request_names_several_services_as_well()
    {
        ent.Resources = [Diary, MailService];
        var pushed = await ent.PushAsync(("scope", Everything));
        ent.Resources = [];

        var page = await browser.GetAsync(ent.PushedPath(pushed));
        Audience(await ent.RedeemAsync(ent.Answer(page)["code"])).Should().BeEquivalentTo(Diary, MailService);
    }

    [Fact]
    public async Task Whoever_has_to_sign_in_first_comes_back_with_the_same_services()
    {
        using var another = host.NewBrowser();
        ent.Resources = [Diary, MailService];
        var page = await another.GetAsync(ent.AuthorizePath(("scope", Everything)));
        ent.Resources = [];

        var form = await another.FollowAsync(page);
        page = await another.FollowAsync(await another.SubmitAsync(form, ("Form.Name", "cmartin1"), ("Form.Password", SamplePeople.Password)));

        Audience(await ent.RedeemAsync(ent.Answer(page)["code"])).Should().BeEquivalentTo(Diary, MailService);
    }

    [Theory]
    [InlineData(MailService)]
    [InlineData(Menus)]
    [InlineData(Nobody)]
    [InlineData("mail")]
    public async Task A_token_request_never_widens_what_was_authorized_and_spends_nothing(string more)
    {
        var code = await CodeForAsync(Everything, Diary);
        ent.Resources = [Diary, more];
        var redeemed = await ent.RedeemAsync(code);
        ent.Resources = [];
        var tokens = await ent.RedeemAsync(code);
        ent.Resources = [more];
        var refreshed = await ent.RefreshAsync(tokens.RefreshToken);
        ent.Resources = [];
        var after = await ent.RefreshAsync(tokens.RefreshToken);

        redeemed.Error.Should().Be("invalid_target");
        refreshed.Error.Should().Be("invalid_target");
        Audience(after).Should().Equal(Diary);
    }

    [Fact]
    public async Task What_was_authorized_without_a_name_is_not_given_one_later()
    {
        var tokens = await SignInForAsync(Everything);
        ent.Resources = [Diary];

        (await ent.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_target");
    }

    [Theory]
    [InlineData(Menus)]
    [InlineData(Nobody)]
    [InlineData("agenda")]
    [InlineData("https://agenda.exemple.fr/API")]
    [InlineData("https://agenda.exemple.fr/api/")]
    [InlineData("https://agenda.exemple.fr:443/api")]
    [InlineData("https://agenda.exemple.fr/api#")]
    [InlineData("https://agenda.exemple.fr/api#mail")]
    [InlineData("https://agenda.exemple.fr/api mail")]
    [InlineData("https://moi@agenda.exemple.fr/api")]
    [InlineData("/api")]
    [InlineData("javascript:alert(1)")]
    [InlineData(MailService)]
    public async Task Any_other_name_is_an_invalid_target_everywhere(string name)
    {
        ent.Resources = [Diary, name];
        var page = await browser.GetAsync(ent.AuthorizePath(("scope", "openid profile")));
        var pushed = await ent.PushAsync(("scope", "openid profile"));
        ent.Resources = [];
        var tokens = await SignInForAsync("openid profile");
        ent.Resources = [Diary, name];
        var exchanged = await ent.ExchangeAsync(tokens.AccessToken, "profile");

        var answer = ent.Answer(page);
        answer["error"].Should().Be("invalid_target");
        answer["state"].Should().Be(ent.State);
        answer.Should().NotContainKey("code");
        pushed.Error.Should().Be("invalid_target");
        exchanged.Error.Should().Be("invalid_target");
    }

    [Fact]
    public async Task One_service_is_named_twice_to_no_effect_and_not_a_hundred_times()
    {
        ent.Resources = [.. Enumerable.Repeat(Diary, 100)];

        (await ent.PushAsync(("scope", "openid"))).Error.Should().Be("invalid_request");
        ent.Resources = [Diary, Diary];
        var tokens = await ent.RedeemAsync(await ent.GetCodeAsync(browser, ("scope", "openid")));
        Audience(tokens).Should().Equal(Diary);
    }

    [Fact]
    public async Task An_application_that_may_name_none_names_none()
    {
        using var roundcube = host.Roundcube();
        roundcube.Resources = [MailService];

        roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath()))["error"].Should().Be("invalid_target");
    }

    [Fact]
    public async Task A_refresh_without_the_scope_of_mail_opens_no_mailbox_though_it_was_named()
    {
        var tokens = await SignInForAsync(Everything, MailService);
        ent.Resources = [MailService];
        var named = await ent.RefreshAsync(tokens.RefreshToken, ("scope", "openid"));
        ent.Resources = [];
        var less = await ent.RefreshAsync(tokens.RefreshToken, ("scope", "openid"));

        named.Error.Should().Be("invalid_target");
        Audience(less).Should().Equal($"{host.Address}");
        (await mail.IntrospectAsync(less.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task What_is_exchanged_is_for_the_service_that_it_names()
    {
        var tokens = await SignInForAsync("openid profile");
        ent.Resources = [Diary];
        var forDiary = await ent.ExchangeAsync(tokens.AccessToken, "profile mail");
        ent.Resources = [MailService];
        var forMail = await ent.ExchangeAsync(tokens.AccessToken, "mail");

        Audience(forDiary).Should().Equal(Diary);
        (await diary.IntrospectAsync(forDiary.AccessToken)).IsActive.Should().BeTrue();
        (await mail.IntrospectAsync(forDiary.AccessToken)).IsActive.Should().BeFalse();
        (await mail.IntrospectAsync(forMail.AccessToken)).IsActive.Should().BeTrue();
        (await diary.IntrospectAsync(forMail.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task A_service_that_is_disabled_is_asked_for_no_more_and_its_tokens_become_nobody_s()
    {
        await host.RegisterAsync(Api("cantine", "https://cantine.exemple.fr/api"));
        var portal = RegistrationStory.Canteen("portail");
        portal.Resources.Add("https://cantine.exemple.fr/api");
        using var application = host.Play("portail", await host.RegisterAsync(portal));
        application.Resources = ["https://cantine.exemple.fr/api"];
        var tokens = await application.SignInAsync(browser);

        await host.DisableAsync("cantine");
        var page = await browser.GetAsync(application.AuthorizePath());
        var named = await application.RefreshAsync(tokens.RefreshToken);
        application.Resources = [];
        var refreshed = await application.RefreshAsync(tokens.RefreshToken);

        Audience(tokens).Should().Equal("https://cantine.exemple.fr/api");
        application.Answer(page)["error"].Should().Be("invalid_target");
        named.Error.Should().Be("invalid_target");
        Audience(refreshed).Should().Equal($"{host.Address}");
        (await mail.IntrospectAsync(refreshed.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task No_second_service_takes_the_name_of_another()
    {
        var outcome = await host.AskDeskAsync(desk => desk.AddAsync(RegistrationStory.Editor, Api("faux", Diary), CancellationToken.None));

        outcome.Should().BeOfType<ClientOutcome.Refused>().Which.Problems.Should().ContainSingle().Which.Fault.Should().Be(ClientFault.ResourceUriTaken);
    }

    [Fact]
    public async Task A_service_that_calls_itself_as_the_provider_does_learns_nothing()
    {
        using var impostor = new RelyingParty(host.Address, "faux", await host.RegisterAsync(Api("faux", $"{host.Address}")));
        var tokens = await SignInForAsync("openid profile");

        Audience(tokens).Should().Equal($"{host.Address}");
        (await impostor.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task Discovery_names_the_services_and_where_there_are_none_says_nothing()
    {
        await using var another = await Applications.StartAsync();
        using var stranger = another.Ent();
        var names = (await ent.GetJsonAsync("/.well-known/openid-configuration")).GetProperty("protected_resources").EnumerateArray().Select(name => name.GetString());

        names.Should().BeEquivalentTo(Diary, MailService, Menus);
        (await stranger.GetJsonAsync("/.well-known/openid-configuration")).TryGetProperty("protected_resources", out _).Should().BeFalse();
    }

    private static ClientSettings Api(string id, string name) => new() { Id = id, Name = id, Kind = ClientKind.Resource, ResourceUri = name };

    private async Task<string> CodeForAsync(string scopes, params string[] resources)
    {
        ent.Resources = resources;
        var code = await ent.GetCodeAsync(browser, ("scope", scopes));
        ent.Resources = [];
        return code;
    }

    private async Task<TokenAnswer> SignInForAsync(string scopes, params string[] resources) => await ent.RedeemAsync(await CodeForAsync(scopes, resources));

    private static IEnumerable<string> Audience(TokenAnswer tokens)
    {
        var audience = Jwt.Body(tokens.AccessToken).GetProperty("aud");
        return audience.ValueKind is System.Text.Json.JsonValueKind.Array ? audience.EnumerateArray().Select(name => name.GetString()!) : [audience.GetString()!];
    }
}
