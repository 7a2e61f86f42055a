using System.Net;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.OpenId.MailTokens;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>Services that are called with bound tokens: one that looks at proofs (<c>notes</c>), and the mail service, which does not and whose server asks the provider (RFC 9449 6.2, 7).</summary>
public sealed class BoundServiceTests(DpopHost host) : IClassFixture<DpopHost>
{
    [Fact]
    public async Task A_service_that_looks_at_proofs_is_told_the_key()
    {
        var key = host.NewKey();
        var tokens = await SignInForNotesAsync(host.Ent(key));

        var told = await host.Notes().IntrospectAsync(tokens.AccessToken);

        told.IsActive.Should().BeTrue();
        told.Get("token_type").Should().Be("DPoP");
        told.Json.GetProperty("cnf").GetProperty("jkt").GetString().Should().Be(key.Thumbprint);
    }

    [Fact]
    public async Task A_token_for_bearers_is_told_as_one()
    {
        var told = await host.Notes().IntrospectAsync((await SignInForNotesAsync(host.Ent())).AccessToken);

        told.Get("token_type").Should().Be("Bearer");
        told.Has("cnf").Should().BeFalse();
    }

    [Fact]
    public async Task A_stolen_bound_token_opens_no_mailbox_at_a_server_that_looks_at_no_proofs()
    {
        var notebook = host.Notebook(host.NewKey());
        var tokens = await notebook.RedeemAsync(await notebook.GetCodeAsync(host.Browser, ("scope", "openid mail")));

        var told = await host.Mail().IntrospectAsync(tokens.AccessToken);

        tokens.Get("token_type").Should().Be("DPoP");
        told.Status.Should().Be(HttpStatusCode.OK);
        told.Json.EnumerateObject().Select(member => (member.Name, member.Value.ToString())).Should().Equal(("active", "False"));
    }

    [Fact]
    public async Task Nor_at_one_that_checks_tokens_by_itself()
    {
        var checking = new DpopHost();
        await checking.StartAsync(LocalMailServer.IsChecked);
        try
        {
            var notebook = checking.Notebook(checking.NewKey());
            var bound = await notebook.RedeemAsync(await notebook.GetCodeAsync(checking.Browser, ("scope", "openid mail")));
            var program = checking.Program();
            var bearer = await program.RedeemAsync(await program.GetCodeAsync(checking.Browser, ("scope", "openid urn:ietf:params:oauth:scope:mail")));

            Jwt.Header(bearer.AccessToken).GetProperty("typ").GetString().Should().Be("JWT", "Dovecot takes no other");
            Jwt.Header(bound.AccessToken).GetProperty("typ").GetString().Should().Be("at+jwt");
            var keysOfMail = (await program.GetJsonAsync("/.well-known/jwks/mail")).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString());
            keysOfMail.Should().NotContain(Jwt.Header(bound.AccessToken).GetProperty("kid").GetString());
        }
        finally
        {
            await checking.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_need_not_send_a_proof_is_given_a_token_that_opens_the_mailbox_and_is_told_that_it_is_bound_to_nothing()
    {
        var program = host.Program(host.NewKey());
        var tokens = await program.RedeemAsync(await program.GetCodeAsync(host.Browser, ("scope", "openid offline_access urn:ietf:params:oauth:scope:mail")));

        tokens.Get("token_type").Should().Be("Bearer");
        (await host.Mail().IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
        (await host.Program(host.NewKey()).RefreshAsync(tokens.RefreshToken)).ShouldGiveNothing("invalid_grant");
        (await program.RefreshAsync(tokens.RefreshToken)).Get("token_type").Should().Be("Bearer");
    }

    [Fact]
    public async Task A_stolen_token_is_exchanged_for_nothing_and_what_is_exchanged_is_bound()
    {
        var key = host.NewKey();
        var ent = host.Ent(key);
        var tokens = await host.SignInAsync(ent);

        (await host.Ent(host.NewKey()).ExchangeAsync(tokens.AccessToken, "profile")).ShouldGiveNothing("invalid_grant");
        (await host.Ent().ExchangeAsync(tokens.AccessToken, "profile")).ShouldGiveNothing("invalid_grant");
        var exchanged = await ent.ExchangeAsync(tokens.AccessToken, "profile", ("resource", DpopHost.NotesName));
        var forMail = await ent.ExchangeAsync(tokens.AccessToken, "mail");

        exchanged.Get("token_type").Should().Be("DPoP");
        BoundAnswers.KeyOf(exchanged.AccessToken).Should().Be(key.Thumbprint);
        (await host.Notes().IntrospectAsync(exchanged.AccessToken)).IsActive.Should().BeTrue();
        forMail.Get("token_type").Should().Be("Bearer");
        (await host.Mail().IntrospectAsync(forMail.AccessToken)).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task A_bound_token_is_taken_back_without_a_proof()
    {
        var key = host.NewKey();
        var tokens = await SignInForNotesAsync(host.Ent(key));

        (await host.Ent().RevokeAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.OK);

        (await host.Notes().IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
    }

    private async Task<TokenAnswer> SignInForNotesAsync(RelyingParty application)
    {
        application.Resources = [DpopHost.NotesName];
        return await host.SignInAsync(application);
    }
}
