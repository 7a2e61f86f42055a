namespace AcRouenIdentity.Ldap.Tests.Values;

public sealed class LdapServerTests
{
    [Theory]
    [InlineData("ldap://directory.example.org", "directory.example.org", 389, LdapSecurity.None, "ldap://directory.example.org:389")]
    [InlineData("ldaps://directory.example.org/", "directory.example.org", 636, LdapSecurity.Tls, "ldaps://directory.example.org:636")]
    [InlineData("LDAP://127.0.0.1:3890", "127.0.0.1", 3890, LdapSecurity.None, "ldap://127.0.0.1:3890")]
    [InlineData("ldaps://[::1]:6360", "::1", 6360, LdapSecurity.Tls, "ldaps://[::1]:6360")]
    public void An_address_says_host_port_and_security(string text, string host, int port, LdapSecurity security, string shown)
    {
        var server = LdapServer.Parse(text);

        server.Should().Be(new LdapServer(host, port, security));
        server.ToString().Should().Be(shown);
    }

    [Theory]
    [InlineData("directory.example.org")]
    [InlineData("http://directory.example.org")]
    [InlineData("ldap://")]
    [InlineData("ldap://user:secret@directory.example.org")]
    [InlineData("ldap://directory.example.org/dc=example")]
    [InlineData("ldap://directory.example.org?cn")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text) => LdapServer.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("ldap://directory.example.org", false)]
    [InlineData("ldaps://directory.example.org", true)]
    [InlineData("ldap://127.0.0.1:3890", true)]
    [InlineData("ldap://[::1]", true)]
    [InlineData("ldap://localhost", true)]
    public void Only_tls_or_the_machine_itself_keeps_a_password_from_listeners(string text, bool confidential) =>
        LdapServer.Parse(text).IsConfidential.Should().Be(confidential);
}
