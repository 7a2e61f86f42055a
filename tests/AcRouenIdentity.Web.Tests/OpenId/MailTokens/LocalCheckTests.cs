using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>Tokens that a real Dovecot checks by itself, with the samples for that: which open a mailbox, and which never do.</summary>
public sealed class LocalCheckTests(LocalMailServer server) : IClassFixture<LocalMailServer>
{
    [SkippableFact]
    public async Task A_token_for_mail_opens_the_mailbox_of_its_owner_by_login_and_by_address_and_no_other()
    {
        Dovecot.Need();
        var token = (await server.SignInAsync()).AccessToken;

        (await server.OpensAsync("cmartin1", token)).Should().BeTrue();
        (await server.OpensAsync("Claire.Martin@ac-rouen.fr", token)).Should().BeTrue();
        var others = await Task.WhenAll(new[] { "bnguyen1", "bao.nguyen@ac-rouen.fr", "claire.martin@exemple.fr", "", "../cmartin1" }.Select(user => server.OpensAsync(user, token)));
        others.Should().OnlyContain(opened => !opened);
    }

    [SkippableFact]
    public async Task A_token_of_a_mail_program_which_names_the_scope_as_the_standard_does_opens_it_too()
    {
        Dovecot.Need();
        using var browser = server.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var thunderbird = server.Host.Thunderbird();

        var token = (await thunderbird.SignInAsync(browser)).AccessToken;

        Jwt.Body(token).GetProperty("scope").GetString().Should().NotContain(" mail", "it has the name of the standard alone");
        (await server.OpensAsync(token)).Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_token_whose_owner_signed_out_opens_the_mailbox_until_its_end_though_the_provider_says_no_at_once()
    {
        Dovecot.Need();
        using var browser = server.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var roundcube = server.Host.Roundcube();
        using var mail = server.Host.Mail();
        var token = (await roundcube.SignInAsync(browser)).AccessToken;

        await browser.SubmitAsync(await browser.GetAsync("/deconnexion"));

        (await mail.IntrospectAsync(token)).IsActive.Should().BeFalse();
        (await server.OpensAsync(token)).Should().BeTrue("nobody was asked; this is what checking locally costs");
        Jwt.Body(token).GetProperty("exp").GetInt64().Should().BeLessThanOrEqualTo(server.Host.Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds());
    }

    [SkippableFact]
    public async Task No_other_token_of_the_same_sign_in_opens_it()
    {
        Dovecot.Need();
        var tokens = await server.SignInAsync();
        using var browser = server.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var ent = server.Host.Ent();
        var ofEnt = await ent.SignInAsync(browser);

        var opened = await server.OpenedByAsync(new Dictionary<string, string>
        {
            ["id_token of the webmail"] = tokens.IdToken, ["refresh token"] = tokens.RefreshToken, ["id_token of the ENT"] = ofEnt.IdToken, ["access token of the ENT"] = ofEnt.AccessToken,
        });

        opened.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Even_with_the_keys_of_applications_in_its_folder_no_id_token_and_no_token_of_the_ENT_opens_it()
    {
        Dovecot.Need();
        var tokens = await server.SignInAsync();
        using var browser = server.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var ent = server.Host.Ent();
        var ofEnt = await ent.SignInAsync(browser);
        var key = (RsaSecurityKey)server.Host.Services.GetRequiredService<KeyRing>().Signing(Domain.OpenId.KeyPurpose.Rs256).Key;
        foreach (var application in new[] { "default", "roundcube", "ent" })
            await PlantAsync(server.PlaceOf(application, "RS256"), key.KeyId, key.Rsa.ExportSubjectPublicKeyInfoPem());
        var forge = new Forge(tokens.IdToken, text => key.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        var opened = await server.OpenedByAsync(new Dictionary<string, string>
        {
            ["id_token of the webmail"] = tokens.IdToken, ["id_token of the ENT"] = ofEnt.IdToken, ["access token of the ENT"] = ofEnt.AccessToken,
            ["id_token without azp"] = forge.Body("azp", null), ["an access token of the ENT that says JWT"] = forge.Bend(_ => { }, body => body["scope"] = "openid profile"),
        });

        opened.Should().BeEmpty("none of them is for the mail service");
        (await server.OpensAsync(forge.Body("aud", "mail"))).Should().BeTrue("the keys were found: what refused the others is whom they are for");
    }

    [SkippableFact]
    public async Task What_the_right_key_signed_opens_nothing_when_it_is_over_or_not_yet_or_of_or_for_somebody_else()
    {
        Dovecot.Need();
        var forge = Forge.With(server.KeyOfMail(), (await server.SignInAsync()).AccessToken);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        (await server.OpensAsync(forge.Same())).Should().BeTrue();

        var opened = await server.OpenedByAsync(new Dictionary<string, string>
        {
            ["over"] = forge.Body("exp", now - 1),
            ["without end"] = forge.Body("exp", null),
            ["not yet"] = forge.Body("nbf", now + 300),
            ["from the future"] = forge.Body("iat", now + 300),
            ["of another provider"] = forge.Body("iss", "https://tiers.example/"),
            ["of nobody"] = forge.Body("iss", null),
            ["for the ENT"] = forge.Body("aud", "ent"),
            ["for the provider"] = forge.Body("aud", server.Host.Address.ToString()),
            ["for some"] = forge.Body("aud", new JsonArray("ent", "agenda")),
            ["for nobody"] = forge.Body("aud", null),
            ["without login"] = forge.Body("preferred_username", null),
            ["of several"] = forge.Body("preferred_username", new JsonArray("cmartin1", "bnguyen1")),
            ["of a colleague"] = forge.Body("preferred_username", "bnguyen1"),
            ["as others have it"] = forge.Header("typ", "at+jwt"),
            ["without type"] = forge.Header("typ", null),
        });

        opened.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Names_of_keys_and_applications_lead_out_of_the_folder_nowhere()
    {
        Dovecot.Need();
        var genuine = (await server.SignInAsync()).AccessToken;
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forge = Forge.With(own, genuine);
        // A key of the attacker's beside the folder, in it, and in the middle of what is readable.
        var pem = own.ExportSubjectPublicKeyInfoPem();
        var beside = Path.GetFullPath(Path.Combine(server.Dovecot.Keys, ".."));
        foreach (var place in new[] { Path.Combine(beside, "ES256"), beside, server.PlaceOf("default", ""), server.Dovecot.Keys })
            await PlantAsync(place, "planted", pem);

        var names = new[] { "../planted", "../../planted", "../../../planted", "..%2fplanted", "%2e%2e/planted", $"{beside}/planted", "/etc/passwd", "/dev/zero", ".", "..", "", "planted", "planted\0", "%", new string('k', 1500) };
        var applications = new[] { "..", "../..", "../default", ".", "", "/", "%2e%2e", "default/..", "default\0", "default/../.." };
        var opened = await server.OpenedByAsync(names.Select(name => ($"kid {name}", forge.Header("kid", name)))
            .Concat(applications.Select(name => ($"azp {name}", forge.Bend(header => header["kid"] = "planted", body => body["azp"] = name))))
            .Concat(new[] { "ES256/..", "ES256/../..", "ES512", "PS256", "" }.Select(name => ($"alg {name}", forge.Bend(header => (header["alg"], header["kid"]) = (name, "planted"), _ => { }))))
            .Append(("no kid", forge.Header("kid", null)))
            .ToDictionary(token => token.Item1, token => token.Item2));

        opened.Should().BeEmpty();
        (await server.OpensAsync(genuine)).Should().BeTrue();
    }

    [SkippableFact]
    public async Task Without_the_key_nothing_is_signed()
    {
        Dovecot.Need();
        var genuine = (await server.SignInAsync()).AccessToken;
        var kid = Jwt.Header(genuine).GetProperty("kid").GetString()!;
        var file = Path.Combine(server.PlaceOf("default", "ES256"), kid);
        var parts = genuine.Split('.');
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        // The public key taken for a secret (RFC 8725 2.1), in each of its forms.
        var secrets = new[] { await File.ReadAllBytesAsync(file), Encoding.ASCII.GetBytes((await File.ReadAllTextAsync(file)).Trim()), server.KeyOfMail().ExportSubjectPublicKeyInfo(), [] };
        var confused = secrets.SelectMany((secret, index) => new[] { kid, $"../ES256/{kid}" }.Select(name =>
            ($"HS256 {index} {name}", new Forge(genuine, text => HMACSHA256.HashData(secret, text)).Bend(header => (header["alg"], header["kid"]) = ("HS256", name), _ => { }))));
        var opened = await server.OpenedByAsync(confused.Concat(
        [
            ("alg none", new Forge(genuine, _ => []).Header("alg", "none")),
            ("alg None, with a signature", Forge.With(server.KeyOfMail(), genuine).Header("alg", "None")),
            ("no alg", Forge.With(server.KeyOfMail(), genuine).Header("alg", null)),
            ("another key", Forge.With(stranger, genuine).Same()),
            ("all zero", new Forge(genuine, _ => new byte[64]).Same()),
            ("cut", genuine[..^10]), ("no signature", $"{parts[0]}.{parts[1]}."), ("short", $"{parts[0]}.{parts[1]}.AA"), ("long", $"{genuine}AAAA"),
            ("another body", $"{parts[0]}.{Forge.With(stranger, genuine).Body("sub", "x").Split('.')[1]}.{parts[2]}"),
            ("four parts", $"{genuine}.{parts[2]}"), ("five parts", $"{genuine}.{parts[2]}.{parts[2]}"),
        ]).ToDictionary(token => token.Item1, token => token.Item2));

        opened.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Garbage_two_hundred_dead_tokens_at_once_and_a_megabyte_keep_nobody_out()
    {
        Dovecot.Need();
        var genuine = (await server.SignInAsync()).AccessToken;
        var nested = string.Concat(Enumerable.Repeat("[", 1500));

        var opened = await server.OpenedByAsync(new[] { "", ".", "..", "...", "a.b.c", "{}.{}.{}", "e30.e30.e30", "bm9u.bm9u.bm9u", $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(nested))}.e30.AA", "\u00e9\u00e9", genuine.Replace('.', ' ') }
            .Concat(Enumerable.Range(0, 200).Select(number => $"{genuine[..^6]}{number:D6}"))
            .Distinct().ToDictionary(token => token));
        await using (var huge = await ImapSession.ConnectAsync(server.Dovecot.Port))
        {
            var sent = () => huge.XOAuth2Async("cmartin1", $"{genuine}{new string('a', 1 << 20)}");
            (await sent.Should().ThrowAsync<Exception>()).Which.Should().BeAssignableTo<IOException>("Dovecot hangs up on a line that has no end");
        }

        opened.Should().BeEmpty();
        (await server.OpensAsync(genuine)).Should().BeTrue();
    }

    private static async Task PlantAsync(string folder, string name, string pem)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, name), pem);
    }
}
