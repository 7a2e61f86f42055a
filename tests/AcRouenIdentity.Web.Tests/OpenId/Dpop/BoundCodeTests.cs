using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>Codes that only one key redeems (RFC 9449 10): it is named in the request, or its proof came with the request that was pushed.</summary>
public sealed class BoundCodeTests(DpopHost host) : IClassFixture<DpopHost>
{
    [Fact]
    public async Task A_code_that_names_a_key_is_worth_nothing_to_a_thief_with_a_key_of_their_own()
    {
        var key = host.NewKey();
        var program = host.Program(key);
        var code = await program.GetCodeAsync(host.Browser, ("dpop_jkt", key.Thumbprint));

        (await host.Program(host.NewKey()).RedeemAsync(code)).ShouldGiveNothing("invalid_grant");
        (await host.Program().RedeemAsync(code)).ShouldGiveNothing("invalid_grant");
        var tokens = await program.RedeemAsync(code);

        BoundAnswers.KeyOf(tokens.AccessToken).Should().Be(key.Thumbprint);
    }

    [Fact]
    public async Task A_pushed_request_binds_its_code_to_the_key_whose_proof_came_with_it()
    {
        var key = host.NewKey();
        var program = host.Program(key);
        var code = program.Answer(await host.Browser.GetAsync(program.PushedPath(await program.PushAsync())))["code"];

        (await host.Program(host.NewKey()).RedeemAsync(code)).ShouldGiveNothing("invalid_grant");
        (await host.Program().RedeemAsync(code)).ShouldGiveNothing("invalid_grant");
        (await program.RedeemAsync(code)).Get("token_type").Should().Be("DPoP");
    }

    [Fact]
    public async Task A_pushed_request_may_name_the_key_without_a_proof()
    {
        var key = host.NewKey();
        var program = host.Program();
        var code = program.Answer(await host.Browser.GetAsync(program.PushedPath(await program.PushAsync(("dpop_jkt", key.Thumbprint)))))["code"];

        (await program.RedeemAsync(code)).ShouldGiveNothing("invalid_grant");
        (await host.Program(key).RedeemAsync(code)).Get("token_type").Should().Be("DPoP");
    }

    [Fact]
    public async Task A_key_that_is_named_beside_what_was_pushed_means_nothing()
    {
        var (key, other) = (host.NewKey(), host.NewKey());
        var program = host.Program(key);

        var code = program.Answer(await host.Browser.GetAsync($"{program.PushedPath(await program.PushAsync())}&dpop_jkt={other.Thumbprint}"))["code"];

        (await program.RedeemAsync(code)).AccessToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_pushed_request_that_names_another_key_than_its_proof_is_refused()
    {
        var answer = await host.Program(host.NewKey()).PushAsync(("dpop_jkt", host.NewKey().Thumbprint));

        answer.ShouldGiveNothing("invalid_dpop_proof");
        answer.Has("request_uri").Should().BeFalse();
    }

    [Fact]
    public async Task A_request_is_not_pushed_with_a_proof_that_proves_nothing()
    {
        var key = host.NewKey();
        var used = key.Prove(host.Provider, "POST", $"{host.Provider.Address}connect/par");
        (await host.Notebook((_, _) => used).PushAsync()).Status.Should().Be(HttpStatusCode.Created);

        foreach (var proof in new[] { used, "x", key.Prove(host.Provider, "POST", host.TokenAddress.ToString()) })
            (await host.Notebook((_, _) => proof).PushAsync()).ShouldGiveNothing("invalid_dpop_proof");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0123456789012345678901234567890123456789012=")]
    [InlineData("012345678901234567890123456789012345678901!")]
    [InlineData("01234567890123456789012345678901234567890123456789")]
    public async Task What_is_no_thumbprint_is_refused_and_told_to_the_application(string said)
    {
        var program = host.Program();

        program.Answer(await host.Browser.GetAsync(program.AuthorizePath(("dpop_jkt", said))))["error"].Should().Be("invalid_request");
        (await program.PushAsync(("dpop_jkt", said))).ShouldGiveNothing("invalid_request");
    }

    [Fact]
    public async Task A_key_that_was_named_is_kept_while_the_person_signs_in()
    {
        using var browser = host.Provider.NewBrowser();
        var key = host.NewKey();
        var program = host.Program(key);
        var asked = await browser.GetAsync(program.AuthorizePath(("dpop_jkt", key.Thumbprint)));
        var code = program.Answer(await browser.FollowAsync(await browser.SignInAsync(SamplePeople.BaoNguyen, asked.Redirect!.PathAndQuery)))["code"];

        (await host.Program(host.NewKey()).RedeemAsync(code)).ShouldGiveNothing("invalid_grant");
        (await program.RedeemAsync(code)).AccessToken.Should().NotBeEmpty();
    }
}
