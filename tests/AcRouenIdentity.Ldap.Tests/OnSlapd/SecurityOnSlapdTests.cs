using AcRouenIdentity.Ldap.Tests.Kit;

namespace AcRouenIdentity.Ldap.Tests.OnSlapd;

[Collection(SlapdTests.Name)]
public sealed class SecurityOnSlapdTests(SlapdFixture fixture)
{
    [SkippableTheory]
    [InlineData(LdapSecurity.StartTls)]
    [InlineData(LdapSecurity.Tls)]
    public async Task Tls_stands_before_the_first_bind(LdapSecurity security)
    {
        Slapd.Require();
        await using var connection = await ConnectAsync(Server(security), new LdapConnectionOptions { Authorities = fixture.Slapd.Authorities });

        (await connection.BindAsync(Slapd.Person("good"), "good-secret", default)).IsSuccess.Should().BeTrue();
        (await connection.WhoAmIAsync(default)).AuthorizationId.Should().Be($"dn:{Slapd.Person("good")}");
    }

    [SkippableTheory]
    [InlineData(LdapSecurity.StartTls)]
    [InlineData(LdapSecurity.Tls)]
    public async Task A_directory_of_an_unknown_authority_is_refused(LdapSecurity security)
    {
        Slapd.Require();
        using var strangers = new Certificates();
        var connecting = () => ConnectAsync(Server(security), new LdapConnectionOptions { Authorities = strangers.Authorities });

        (await connecting.Should().ThrowAsync<LdapConnectionException>()).Which.Reason.Should().Be(LdapConnectionFailure.TlsUntrusted);
    }

    [SkippableFact]
    public async Task A_name_that_the_certificate_does_not_carry_is_refused()
    {
        Slapd.Require();
        var connecting = () => ConnectAsync(fixture.Slapd.Tls with { Host = "localhost" }, new LdapConnectionOptions { Authorities = fixture.Slapd.Authorities });

        (await connecting.Should().ThrowAsync<LdapConnectionException>()).Which.Reason.Should().Be(LdapConnectionFailure.TlsName);
    }

    private LdapServer Server(LdapSecurity security) => security == LdapSecurity.Tls ? fixture.Slapd.Tls : fixture.Slapd.StartTls;

    private static Task<LdapConnection> ConnectAsync(LdapServer server, LdapConnectionOptions options) =>
        LdapConnection.ConnectAsync(server, options, TimeProvider.System, default);
}
