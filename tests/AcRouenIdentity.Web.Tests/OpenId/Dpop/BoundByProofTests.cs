using System.Net;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>Tokens that are worth nothing without the key whose proof came with their request (RFC 9449 5): of a program that may send one, of one that must, and of a portal with a secret.</summary>
public sealed class BoundByProofTests(DpopHost host) : IClassFixture<DpopHost>
{
    [Fact]
    public async Task A_program_that_sends_a_proof_gets_tokens_that_are_bound_to_its_key()
    {
        var key = host.NewKey();

        var tokens = await host.SignInAsync(host.Program(key));

        tokens.Get("token_type").Should().Be("DPoP");
        BoundAnswers.KeyOf(tokens.AccessToken).Should().Be(key.Thumbprint);
        Jwt.Names(tokens.IdToken).Should().NotContain("cnf");
    }

    [Fact]
    public async Task A_key_of_RSA_serves_as_well()
    {
        using var key = ProofKey.OfRsa(2048);

        BoundAnswers.KeyOf((await host.SignInAsync(host.Program(key))).AccessToken).Should().Be(key.Thumbprint);
    }

    [Fact]
    public async Task Who_sends_none_gets_a_token_for_whoever_bears_it()
    {
        var tokens = await host.SignInAsync(host.Program());

        tokens.Get("token_type").Should().Be("Bearer");
        BoundAnswers.KeyOf(tokens.AccessToken).Should().BeNull();
    }

    [Fact]
    public async Task A_stolen_refresh_token_of_a_program_is_worth_nothing_without_its_key()
    {
        var key = host.NewKey();
        var program = host.Program(key);
        var tokens = await host.SignInAsync(program);

        (await host.Program(host.NewKey()).RefreshAsync(tokens.RefreshToken)).ShouldGiveNothing("invalid_grant");
        (await host.Program().RefreshAsync(tokens.RefreshToken)).ShouldGiveNothing("invalid_grant");
        var renewed = await program.RefreshAsync(tokens.RefreshToken);
        (await host.Program(host.NewKey()).RefreshAsync(renewed.RefreshToken)).ShouldGiveNothing("invalid_grant");

        renewed.Get("token_type").Should().Be("DPoP");
        BoundAnswers.KeyOf(renewed.AccessToken).Should().Be(key.Thumbprint);
    }

    [Fact]
    public async Task An_application_that_proves_who_it_is_may_renew_its_key()
    {
        var (before, after) = (host.NewKey(), host.NewKey());
        var tokens = await host.SignInAsync(host.Ent(before));

        var renewed = await host.Ent(after).RefreshAsync(tokens.RefreshToken);

        BoundAnswers.KeyOf(tokens.AccessToken).Should().Be(before.Thumbprint);
        BoundAnswers.KeyOf(renewed.AccessToken).Should().Be(after.Thumbprint);
    }

    [Fact]
    public async Task Who_must_send_a_proof_gets_nothing_without_one_and_its_code_is_not_spent()
    {
        var key = host.NewKey();
        var (notebook, bare) = (host.Notebook(key), host.Notebook());
        var code = await bare.GetCodeAsync(host.Browser);

        (await bare.RedeemAsync(code)).ShouldGiveNothing("invalid_request");
        var tokens = await notebook.RedeemAsync(code);
        (await bare.RefreshAsync(tokens.RefreshToken)).ShouldGiveNothing("invalid_request");

        BoundAnswers.KeyOf(tokens.AccessToken).Should().Be(key.Thumbprint);
    }

    [Fact]
    public async Task A_device_binds_its_tokens_as_it_takes_them()
    {
        var key = host.NewKey();
        var (device, bare) = (host.Notebook(key), host.Notebook());
        var asked = await bare.PostAsync("/connect/device", new() { ["scope"] = "openid" });
        var question = await host.Browser.PressAsync(await host.Browser.GetAsync("/appareil"), "Continuer", ("Code", asked.Get("user_code")));
        await host.Browser.PressAsync(question, "Oui, connecter cet appareil");
        Dictionary<string, string?> Poll() => new() { ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = asked.Get("device_code") };

        host.Provider.Clock.Advance(TimeSpan.FromSeconds(5));
        (await bare.PostAsync("/connect/token", Poll())).ShouldGiveNothing("invalid_request");
        host.Provider.Clock.Advance(TimeSpan.FromSeconds(5));
        var tokens = await device.PostAsync("/connect/token", Poll());

        BoundAnswers.KeyOf(tokens.AccessToken).Should().Be(key.Thumbprint);
    }

    [Fact]
    public async Task A_proof_is_worth_something_once()
    {
        var key = host.NewKey();
        var proof = key.Prove(host.Provider, "POST", host.TokenAddress.ToString());
        var tokens = await host.SignInAsync(host.Notebook((_, _) => proof));

        (await host.Notebook((_, _) => proof).RefreshAsync(tokens.RefreshToken)).ShouldGiveNothing("invalid_dpop_proof");
        (await host.Notebook(key).RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty("nothing was spent by it");
    }

    [Fact]
    public async Task Of_uses_of_a_proof_at_the_same_moment_one_is_taken()
    {
        var proof = host.NewKey().Prove(host.Provider, "POST", $"{host.Provider.Address}connect/par");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Notebook((_, _) => proof).PushAsync()));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).Should().Be(1);
        answers.Count(answer => answer.Error == "invalid_dpop_proof").Should().Be(7);
    }

    [Fact]
    public async Task A_proof_of_another_key_under_the_same_name_is_another()
    {
        (string, object?) name = ("jti", "le-meme-nom-pour-deux");
        var (one, other) = (host.NewKey(), host.NewKey());

        foreach (var key in new[] { one, other })
            (await host.SignInAsync(host.Notebook((method, address) => key.Prove(host.Provider, method, address, name)))).AccessToken.Should().NotBeEmpty("nobody uses up the proofs of others");
    }
}
