using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>Proofs that prove nothing (RFC 9449 4.3), before the token endpoint, with a refresh token that an honest one would renew.</summary>
public sealed class BentProofTests(DpopHost host) : IClassFixture<DpopHost>, IAsyncLifetime
{
    private const int Mutations = 150;
    private ProofKey key = null!;
    private string refreshToken = "";

    private string Address => host.TokenAddress.ToString();

    public async Task InitializeAsync()
    {
        key = host.NewKey();
        refreshToken = (await host.SignInAsync(host.Notebook(key))).RefreshToken;
    }

    /// <summary>Whatever was refused, nothing was spent by it.</summary>
    public async Task DisposeAsync() => (await host.Notebook(key).RefreshAsync(refreshToken)).AccessToken.Should().NotBeEmpty();

    [Theory]
    [InlineData("htm", "GET")]
    [InlineData("htm", "post")]
    [InlineData("htm", null)]
    [InlineData("htm", 1)]
    [InlineData("htu", "http://localhost/connect/token")]
    [InlineData("htu", "https://evil.example/connect/token")]
    [InlineData("htu", "connect/token")]
    [InlineData("htu", "javascript:alert(1)")]
    [InlineData("htu", "http://\u00ad/")]
    [InlineData("htu", "")]
    [InlineData("htu", null)]
    [InlineData("jti", "")]
    [InlineData("jti", 7)]
    [InlineData("jti", null)]
    [InlineData("iat", "maintenant")]
    [InlineData("iat", null)]
    [InlineData("nbf", "demain")]
    [InlineData("ath", 5)]
    [InlineData("nonce", true)]
    public async Task A_claim_that_is_missing_or_wrong_proves_nothing(string name, object? value) => await RefuseAsync(key.Prove(host.Provider, "POST", Address, (name, value)));

    [Fact]
    public async Task A_proof_for_another_place_of_the_provider_proves_nothing()
    {
        foreach (var address in new[] { Address.Replace("token", "par", StringComparison.Ordinal), Address.Replace("token", "TOKEN", StringComparison.Ordinal), Address.Replace("http://", "https://", StringComparison.Ordinal), Address.Replace("//", "//a@", StringComparison.Ordinal), $"{Address}/" })
            await RefuseAsync(key.Prove(host.Provider, "POST", address));
    }

    [Fact]
    public async Task An_identifier_that_is_too_long_proves_nothing() => await RefuseAsync(key.Prove(host.Provider, "POST", Address, ("jti", new string('j', 257))));

    [Theory]
    [InlineData("typ", null)]
    [InlineData("typ", "JWT")]
    [InlineData("typ", "dpop")]
    [InlineData("alg", null)]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    [InlineData("alg", "ES384")]
    [InlineData("alg", "PS256")]
    [InlineData("jwk", null)]
    [InlineData("jwk", "cle")]
    [InlineData("jwk", 1)]
    [InlineData("crit", "b64")]
    public async Task A_header_that_is_missing_or_wrong_proves_nothing(string name, object? value) => await RefuseAsync(key.Sign(key.Header((name, value)), Claims()));

    [Fact]
    public async Task A_proof_that_is_signed_by_nobody_or_by_a_secret_that_everybody_knows_proves_nothing()
    {
        var text = $"{ProofKey.Part(JsonSerializer.Serialize(key.Header(("alg", "HS256"))))}.{ProofKey.Part(JsonSerializer.Serialize(Claims()))}";
        var secret = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(key.Public()));

        await RefuseAsync($"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}");
        await RefuseAsync($"{ProofKey.Part(JsonSerializer.Serialize(key.Header(("alg", "none"))))}.{ProofKey.Part(JsonSerializer.Serialize(Claims()))}.");
    }

    [Fact]
    public async Task A_key_that_shows_its_private_part_is_nobodys()
    {
        using var rsa = ProofKey.OfRsa(2048);

        await RefuseAsync(key.Sign(key.Header(("jwk", key.PublicAndPrivate())), Claims()));
        await RefuseAsync(rsa.Sign(rsa.Header(("jwk", rsa.PublicAndPrivate())), Claims()));
        await RefuseAsync(key.Sign(key.Header(("jwk", new Dictionary<string, object>(key.Public()) { ["k"] = "AAAA" })), Claims()));
    }

    [Fact]
    public async Task A_key_that_is_weak_or_none_proves_nothing()
    {
        using var weak = ProofKey.OfRsa(1024);
        using var other = ProofKey.OnCurve();
        var zero = Base64Url.EncodeToString(new byte[32]);

        await RefuseAsync(weak.Sign(weak.Header(), Claims()));
        await RefuseAsync(key.Sign(key.Header(("jwk", other.Public())), Claims()));
        foreach (var (name, value) in new (string, object)[] { ("crv", "P-384"), ("kty", "OKP"), ("kty", "oct"), ("x", zero), ("y", zero), ("x", $"{key.Public()["x"]}="), ("x", $" {key.Public()["x"]}"), ("x", 1), ("x", "") })
            await RefuseAsync(key.Sign(key.Header(("jwk", new Dictionary<string, object>(key.Public()) { [name] = value })), Claims()));
    }

    [Fact]
    public async Task What_is_no_proof_proves_nothing()
    {
        var honest = Honest();
        var parts = honest.Split('.');
        var der = new ECDsaSignature(parts[2]).Der;
        foreach (var text in new[]
                 {
                     "", "x", "..", "....", "a.b.c", $"{honest}.", $"{honest}=", $"{honest[..9]} {honest[9..]}", $"{honest}.x", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{der}", $"{parts[0]}.{parts[1]}.{parts[2][..^2]}",
                     $"{parts[0]}.{parts[1]}=.{parts[2]}", $"{parts[1]}.{parts[0]}.{parts[2]}", $"{honest}, {Honest()}", key.Sign("[]", "[]"), key.Sign("null", "null"),
                     key.Sign(JsonSerializer.Serialize(key.Header()), "\"\""), key.Sign(JsonSerializer.Serialize(key.Header()), Twice(Claims())), key.Sign(Twice(key.Header()), JsonSerializer.Serialize(Claims())),
                     key.Sign(JsonSerializer.Serialize(key.Header()), $"{new string('[', 1000)}"), key.Sign(JsonSerializer.Serialize(key.Header()), """{"jti":"\ud800","htm":"\ud800","htu":"\ud800","iat":1e400}"""),
                 })
            await RefuseAsync(text);
    }

    [Fact]
    public async Task There_is_one_proof_or_none()
    {
        var answer = await WithHeadersAsync(Honest(), Honest());

        answer.ShouldGiveNothing("invalid_dpop_proof");
    }

    [Fact]
    public async Task A_proof_that_is_too_long_is_refused()
    {
        await RefuseAsync(key.Prove(host.Provider, "POST", Address, ("x", new string('x', 7_000))));
    }

    [Fact]
    public async Task A_header_of_a_hundred_kilobytes_never_gets_as_far()
    {
        Func<Task> send = async () =>
        {
            var answer = await WithHeadersAsync(key.Prove(host.Provider, "POST", Address, ("x", new string('x', 100_000))));
            throw new HttpRequestException(answer.Text, inner: null, answer.Status);
        };

        (await send.Should().ThrowAsync<HttpRequestException>("it is told so, or the connection is cut")).Which.StatusCode.Should().Match(status => status == null || status == HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Theory]
    [InlineData(-61)]
    [InlineData(-86_400)]
    [InlineData(61)]
    [InlineData(31_536_000)]
    public async Task A_proof_that_was_made_before_or_for_later_is_worth_nothing_without_a_nonce(int seconds)
    {
        var answer = await RenewAsync(key.Prove(host.Provider, "POST", Address, ("iat", host.Provider.Seconds(seconds))));

        answer.ShouldGiveNothing("use_dpop_nonce");
        answer.Nonce().Should().NotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("exp", 0)]
    [InlineData("nbf", 61)]
    public async Task What_a_proof_says_of_its_own_life_counts(string name, int seconds) =>
        (await RenewAsync(key.Prove(host.Provider, "POST", Address, (name, host.Provider.Seconds(seconds))))).ShouldGiveNothing("use_dpop_nonce");

    [Fact]
    public async Task An_application_whose_clock_is_wrong_is_served_by_ours()
    {
        string Late(string? nonce) => key.Prove(host.Provider, "POST", Address, ("iat", host.Provider.Seconds(-7200)), ("nonce", nonce));
        var asked = await RenewAsync(Late(nonce: null));

        var served = await RenewAsync(Late(asked.Nonce()));

        BoundAnswers.KeyOf(served.AccessToken).Should().Be(key.Thumbprint);
        refreshToken = served.RefreshToken;
        host.Provider.Clock.Advance(TimeSpan.FromMinutes(4));
        var later = await RenewAsync(Late(served.Nonce()));
        refreshToken = later.RefreshToken;
        host.Provider.Clock.Advance(TimeSpan.FromMinutes(5));
        (await RenewAsync(Late(later.Nonce()))).ShouldGiveNothing("use_dpop_nonce");
    }

    [Fact]
    public async Task A_nonce_that_is_not_ours_is_worth_nothing_and_a_proof_with_one_of_ours_is_worth_something_once()
    {
        var nonce = (await RenewAsync(key.Prove(host.Provider, "POST", Address, ("iat", 1)))).Nonce()!;
        var proof = key.Prove(host.Provider, "POST", Address, ("iat", 1), ("nonce", nonce));

        foreach (var invented in new[] { "", "x", nonce[..^1], $"{nonce}x", "CfDJ8", host.Provider.Seconds(0).ToString(System.Globalization.CultureInfo.InvariantCulture) })
            (await RenewAsync(key.Prove(host.Provider, "POST", Address, ("nonce", invented)))).ShouldGiveNothing("use_dpop_nonce");
        refreshToken = (await RenewAsync(proof)).RefreshToken;
        (await RenewAsync(proof)).ShouldGiveNothing("invalid_dpop_proof");
        host.Provider.Clock.Advance(TimeSpan.FromMinutes(4));
        (await RenewAsync(proof)).ShouldGiveNothing("invalid_dpop_proof");
    }

    [Fact]
    public void Whatever_a_proof_is_bent_to_nothing_breaks_and_no_token_is_given()
    {
        var honest = Honest();
        var bent = from place in Gen.Choose(0, honest.Length - 1)
                   from length in Gen.Choose(0, 40)
                   from put in Gen.Frequency((3, Gen.Elements("", "A", "_", ".", "=", "\"", "é", "eyJ", "e30", "bnVsbA")), (2, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(drawn => drawn.Get)))
                   let text = honest.Remove(place, Math.Min(length, honest.Length - place)).Insert(place, Visible(put))
                   where text != honest
                   select text;
        var json = from name in Gen.Elements("typ", "alg", "jwk", "crit", "jti", "htm", "htu", "iat")
                   from value in Gen.Elements("null", "{}", "[]", "-1", "1e999", "\"\"", "[[[[[[[[[[]]]]]]]]]]", "{\"kty\":{}}", "true", "\"\\udfff\"")
                   select name is "typ" or "alg" or "jwk" or "crit"
                       ? key.Sign(Raw(key.Header((name, null)), name, value), JsonSerializer.Serialize(Claims()))
                       : key.Sign(JsonSerializer.Serialize(key.Header()), Raw(Claims((name, null)), name, value));

        Prop.ForAll(Gen.OneOf(bent, json).ToArbitrary(), proof => Task.Run(() => GivesNothingAsync(proof)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Mutations));
    }

    private async Task<bool> GivesNothingAsync(string proof)
    {
        var answer = await WithHeadersAsync(proof);
        return (int)answer.Status is >= 400 and < 500 && !answer.Text.Contains("access_token\":", StringComparison.Ordinal);
    }

    private async Task RefuseAsync(string proof) => (await RenewAsync(proof)).ShouldGiveNothing("invalid_dpop_proof");

    private Task<TokenAnswer> RenewAsync(string proof) => host.Notebook((_, _) => proof).RefreshAsync(refreshToken);

    private async Task<TokenAnswer> WithHeadersAsync(params string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("client_id", "carnet"), KeyValuePair.Create("grant_type", "refresh_token"), KeyValuePair.Create("refresh_token", refreshToken)]),
        };
        request.Headers.TryAddWithoutValidation("DPoP", proofs);
        return await host.Notebook().SendAsync(request);
    }

    private string Honest() => key.Prove(host.Provider, "POST", Address);

    private Dictionary<string, object> Claims(params (string, object?)[] changes) => ProofKey.Claims(host.Provider, "POST", Address, changes);

    private static string Twice(Dictionary<string, object> members) => $"{JsonSerializer.Serialize(members)[..^1]},{JsonSerializer.Serialize(members)[1..]}";

    private static string Raw(Dictionary<string, object> members, string name, string value) => $"{JsonSerializer.Serialize(members)[..^1]},\"{name}\":{value}}}";

    /// <summary>What a header may hold, also at its ends.</summary>
    private static string Visible(string text) => string.Concat(text.Where(character => character is > ' ' and <= '~'));

    private sealed record ECDsaSignature(string Text)
    {
        /// <summary>The same two numbers as certificates write them, which JWS does not.</summary>
        public string Der
        {
            get
            {
                var bytes = Base64Url.DecodeFromChars(Text);
                var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
                using (writer.PushSequence())
                {
                    writer.WriteIntegerUnsigned(bytes.AsSpan(0, 32).TrimStart((byte)0));
                    writer.WriteIntegerUnsigned(bytes.AsSpan(32).TrimStart((byte)0));
                }

                return Base64Url.EncodeToString(writer.Encode());
            }
        }
    }
}
