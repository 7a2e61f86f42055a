using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class MailProgramTests
{
    private static readonly Client Program = new()
    {
        Id = "thunderbird", Name = "Thunderbird", Kind = ClientKind.Public,
        Scopes = ["openid", "profile", "email", "academie", "mail", "urn:ietf:params:oauth:scope:mail", "offline_access"],
        RedirectUris = [new("fr.example.courrier:/retour"), new("https://courrier.example.fr/retour"), new("http://[::1]/retour"), new("http://127.0.0.1/retour")],
    };

    public static TheoryData<string, Func<Client, Client>> Unsuitable => new()
    {
        { "a secret is none that is handed out to everybody", client => client with { Kind = ClientKind.Confidential } },
        { "it would ask again every ten minutes", client => client with { Scopes = ["mail"] } },
        { "it opens no mailbox", client => client with { Scopes = ["openid", "offline_access"] } },
        { "mail programs push no requests", client => client with { PushedRequests = PushedRequestUse.Required } },
        { "they read answers in the query", client => client with { ResponseModes = ["form_post"] } },
        { "they have no certificate", client => client with { TokenBinding = TokenBinding.Certificate } },
        { "they listen on IPv4", client => client with { RedirectUris = [new("http://[::1]/retour")] } },
        { "they listen on this machine", client => client with { RedirectUris = [new("https://127.0.0.1/retour"), new("https://courrier.example.fr/"), new("fr.example.courrier:/retour")] } },
        { "nobody answers there", client => client with { RedirectUris = [] } },
    };

    [Fact]
    public void A_mail_program_asks_for_mail_alone_at_an_address_of_its_own_machine() => MailProgram.Of(Program).Should().BeEquivalentTo(new
    {
        ClientId = "thunderbird", Redirect = new Uri("http://127.0.0.1/retour"), Scopes = new[] { "mail", "offline_access" },
    });

    [Fact]
    public void The_name_that_mail_programs_know_the_scope_by_does_as_well() =>
        MailProgram.Of(Program with { Scopes = ["urn:ietf:params:oauth:scope:mail", "offline_access"] })!.Scopes.Should().Equal("urn:ietf:params:oauth:scope:mail", "offline_access");

    [Theory, MemberData(nameof(Unsuitable))]
    public void An_application_that_mail_programs_could_not_be_is_none(string reason, Func<Client, Client> change) => MailProgram.Of(change(Program)).Should().BeNull(reason);
}
