using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AcRouenIdentity.Ldap.Tests.Values;

public sealed class LdapDnTests
{
    /// <summary>RFC 4514 section 4 and its rules of section 2.4.</summary>
    [Theory]
    [InlineData("James \"Jim\" Smith, III", "James \\\"Jim\\\" Smith\\, III")]
    [InlineData("Before\rAfter", "Before\\0dAfter")]
    [InlineData("#hash", "\\#hash")]
    [InlineData("a#hash", "a#hash")]
    [InlineData(" both ends ", "\\ both ends\\ ")]
    [InlineData(" ", "\\ ")]
    [InlineData("a+b;c<d>e\\f=g", "a\\+b\\;c\\<d\\>e\\\\f\\=g")]
    [InlineData("nul\0", "nul\\00")]
    [InlineData("Lučić", "Lučić")]
    [InlineData("", "")]
    public void Values_are_escaped_in_one_place(string value, string escaped)
    {
        new LdapRdn("cn", value).ToString().Should().Be($"cn={escaped}");
        LdapDn.Parse("dc=example").Child("cn", value).ToString().Should().Be($"cn={escaped},dc=example");
    }

    [Fact]
    public void Octets_that_are_not_text_are_escaped_one_by_one()
    {
        var name = new LdapRdn("cn", new LdapValue(new byte[] { 0x41, 0xFF, 0x2C }));

        name.ToString().Should().Be("cn=\\41\\ff\\2c");
        LdapDn.Root.Child(name).ToRdns().Should().Equal(name);
    }

    [Theory]
    [InlineData("UID=jsmith,DC=example,DC=net", 3)]
    [InlineData("OU=Sales+CN=J.  Smith,DC=example,DC=net", 3)]
    [InlineData("CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net", 3)]
    [InlineData("CN=Before\\0dAfter,DC=example,DC=net", 3)]
    [InlineData("1.3.6.1.4.1.1466.0=#04024869", 1)]
    [InlineData("CN=Lu\\C4\\8Di\\C4\\87", 1)]
    [InlineData("ou=people, dc=example, dc=org", 3)]
    [InlineData("", 0)]
    public void Names_of_the_standard_are_read(string text, int names)
    {
        LdapDn.Parse(text).ToRdns().Should().HaveCount(names);
        LdapDn.Parse(text).ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("cn=a,ou=groups,dc=fr", "cn=a")]
    [InlineData("CN=a,OU=Groups, DC=FR", "CN=a")]
    [InlineData(@"cn=a\2cb,ou=groups,dc=fr", @"cn=a\,b")]
    [InlineData(@"cn=a,ou=\67roups,dc=fr", "cn=a")]
    [InlineData("ou=groups,dc=fr", null)]
    [InlineData("cn=a,cn=b,ou=groups,dc=fr", null)]
    [InlineData("cn=a,ou=groups,dc=fr,dc=fr", null)]
    [InlineData("cn=a,ou=people,dc=fr", null)]
    [InlineData("cn=a,o=groups,dc=fr", null)]
    [InlineData("cn=a,ou=groups+cn=b,dc=fr", null)]
    [InlineData(@"cn=a\,ou=groups,dc=fr", null)]
    [InlineData("", null)]
    public void A_name_stands_directly_below_another_or_it_does_not(string name, string? own)
    {
        var found = LdapDn.Parse(name).FindNameBelow(LdapDn.Parse("ou=groups,dc=fr"))?.ToString();

        found.Should().Be(own);
    }

    [Fact]
    public void A_name_of_two_parts_is_the_same_in_any_order() =>
        LdapDn.Parse("cn=a,ou=x+o=y").FindNameBelow(LdapDn.Parse("O=Y+ou=X"))!.ToString().Should().Be("cn=a");

    [Fact]
    public void Values_are_read_without_their_escapes()
    {
        static string First(string text) => LdapDn.Parse(text).ToRdns()[0].Parts[0].Value.Text;

        First("1.3.6.1.4.1.1466.0=#04024869").Should().Be("Hi");
        First("CN=Lu\\C4\\8Di\\C4\\87").Should().Be("Lučić");
        First("CN=James \\\"Jim\\\" Smith\\, III,DC=example").Should().Be("James \"Jim\" Smith, III");
        First("cn= spaces outside  ,dc=example").Should().Be("spaces outside");
        First("cn=\\ spaces kept \\ ,dc=example").Should().Be(" spaces kept  ");
    }

    [Theory]
    [InlineData("people")]
    [InlineData("=x")]
    [InlineData("uid=a,")]
    [InlineData(",uid=a")]
    [InlineData("uid=a,,dc=b")]
    [InlineData("u_d=a")]
    [InlineData("1..2=a")]
    [InlineData("uid=a\"b")]
    [InlineData("uid=a\\")]
    [InlineData("uid=a\\z")]
    [InlineData("uid=#0")]
    [InlineData("uid=#04")]
    [InlineData("uid=#0402")]
    [InlineData("uid=a\0")]
    public void What_is_no_name_is_refused(string text)
    {
        LdapDn.TryParse(text, out var dn).Should().BeFalse();
        dn.IsRoot.Should().BeTrue();
    }

    [Theory]
    [InlineData("uid=x,dc")]
    [InlineData("uid)(")]
    [InlineData("")]
    [InlineData("1uid")]
    public void An_attribute_cannot_smuggle_anything_into_a_name(string attribute)
    {
        FluentActions.Invoking(() => new LdapRdn(attribute, "x")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Case_makes_no_difference_between_names()
    {
        LdapDn.Parse("UID=A,dc=Example").Should().Be(LdapDn.Parse("uid=a,DC=example"));
        LdapDn.Parse("uid=a").GetHashCode().Should().Be(LdapDn.Parse("UID=A").GetHashCode());
        LdapDn.Parse("uid=a").Should().NotBe(LdapDn.Parse("uid=b"));
        LdapDn.Root.Should().Be(default(LdapDn)).And.Be(LdapDn.Parse(""));
    }

    [Property(MaxTest = 5000)]
    public bool Every_text_survives_its_escape(NonNull<string> text)
    {
        if (!IsUnicode(text.Get))
            return true;

        var dn = LdapDn.Parse("ou=people,dc=example").Child("cn", text.Get);
        var names = dn.ToRdns();
        return names.Count == 3 && names[0].Parts.Single().Value.Text == text.Get;
    }

    [Property(MaxTest = 5000)]
    public bool Every_run_of_octets_survives_its_escape(byte[] octets)
    {
        var name = new LdapRdn([new LdapNamePart("cn", new LdapValue(octets)), new LdapNamePart("sn", new LdapValue(octets))]);
        return LdapDn.Root.Child(name).ToRdns().Single() == name;
    }

    [Property(MaxTest = 20000)]
    public bool No_text_makes_the_reader_throw(NonNull<string> text) => LdapDn.TryParse(text.Get, out _) || true;

    private static bool IsUnicode(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
