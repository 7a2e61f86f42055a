using System.Net;
using System.Net.Http.Headers;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>Userinfo, asked with a token that is bound to a key (RFC 9449 7).</summary>
public sealed class DpopUserInfoTests(DpopHost host) : IClassFixture<DpopHost>, IAsyncLifetime
{
    private ProofKey key = null!;
    private RelyingParty program = null!;
    private TokenAnswer tokens = null!;

    public async Task InitializeAsync()
    {
        key = host.NewKey();
        program = host.Program(key);
        tokens = await host.SignInAsync(program);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_answers_to_whoever_proves_the_key()
    {
        var told = await program.UserInfoByProofAsync(tokens.AccessToken, Proof());

        told.Get("sub").Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sub").GetString());
        told.Response.Headers.WwwAuthenticate.Should().BeEmpty();
    }

    [Fact]
    public async Task The_word_before_the_token_is_read_whatever_its_case()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("dPoP", tokens.AccessToken);
        request.Headers.Add("dpop", Proof());

        (await program.SendAsync(request)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_bound_token_is_worth_nothing_to_whoever_bears_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        request.Headers.Add("DPoP", Proof());

        Refuse(await program.UserInfoAsync(tokens.AccessToken), "Bearer", "invalid_token");
        Refuse(await program.SendAsync(request), "Bearer", "invalid_token");
        (await host.Program().PostAsync("/connect/userinfo", new() { ["access_token"] = tokens.AccessToken })).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_is_bound_to_nothing_is_no_token_of_this_scheme()
    {
        var free = await host.SignInAsync(host.Program());

        Refuse(await program.UserInfoByProofAsync(free.AccessToken, key.ProveWith(host.Provider, free.AccessToken)), "DPoP", "invalid_token");
    }

    [Fact]
    public async Task A_thief_proves_nothing_by_a_key_of_their_own()
    {
        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken, host.NewKey().ProveWith(host.Provider, tokens.AccessToken)), "DPoP", "invalid_token");
    }

    [Fact]
    public async Task A_proof_beside_no_token_or_another_one_proves_nothing()
    {
        var others = await host.SignInAsync(program);

        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken, key.ProveWith(host.Provider, others.AccessToken)), "DPoP", "invalid_dpop_proof");
        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken, Proof(("ath", null))), "DPoP", "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_proof_is_for_one_request()
    {
        var proof = Proof();
        (await program.UserInfoByProofAsync(tokens.AccessToken, proof)).Status.Should().Be(HttpStatusCode.OK);

        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken, proof), "DPoP", "invalid_dpop_proof");
        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken, Proof(("htm", "POST"))), "DPoP", "invalid_dpop_proof");
        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken, Proof(("htu", host.TokenAddress.ToString()))), "DPoP", "invalid_dpop_proof");
        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken, Proof(), Proof()), "DPoP", "invalid_dpop_proof");
        Refuse(await program.UserInfoByProofAsync(tokens.AccessToken), "DPoP", "invalid_dpop_proof");
    }

    [Fact]
    public async Task An_application_whose_clock_is_wrong_is_told_the_time()
    {
        var asked = await program.UserInfoByProofAsync(tokens.AccessToken, Proof(("iat", 1)));

        Refuse(asked, "DPoP", "use_dpop_nonce");
        (await program.UserInfoByProofAsync(tokens.AccessToken, Proof(("iat", 1), ("nonce", asked.Nonce())))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_asks_with_a_token_for_bearers_is_told_of_the_other_scheme_too()
    {
        var answer = await program.UserInfoAsync("rien");

        answer.Response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).Should().Equal("Bearer", "DPoP");
        answer.Response.Headers.WwwAuthenticate.Last().Parameter.Should().Be("algs=\"ES256 PS256\"");
    }

    private string Proof(params (string, object?)[] changes) => key.ProveWith(host.Provider, tokens.AccessToken, changes);

    private static void Refuse(TokenAnswer answer, string scheme, string error)
    {
        answer.Status.Should().Be(HttpStatusCode.Unauthorized, answer.Text);
        var challenge = answer.Response.Headers.WwwAuthenticate.First();
        challenge.Scheme.Should().Be(scheme);
        challenge.Parameter.Should().Contain($"error=\"{error}\"");
        answer.Response.Headers.WwwAuthenticate.Last().Parameter.Should().EndWith("algs=\"ES256 PS256\"");
    }
}
