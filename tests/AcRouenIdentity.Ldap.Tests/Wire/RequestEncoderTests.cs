using System.Formats.Asn1;
using AcRouenIdentity.Ldap.Tests.Kit;
using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap.Tests.Wire;

/// <summary>Octets worked out by hand from the ASN.1 of RFC 4511 and of the extensions.</summary>
public sealed class RequestEncoderTests
{
    [Fact]
    public void A_simple_bind()
    {
        Encode(1, writer => RequestEncoder.SimpleBind(writer, LdapDn.Parse("cn=x"), "secret"u8))
            .Should().Equal(Hex.Octets("30 16 02 01 01 | 60 11 02 01 03 04 04 'cn=x' 80 06 'secret'"));
    }

    [Fact]
    public void A_bind_that_asks_for_the_password_policy()
    {
        Encode(1, writer => RequestEncoder.SimpleBind(writer, LdapDn.Parse("cn=x"), "s"u8), LdapControl.PasswordPolicyRequest)
            .Should().Equal(Hex.Octets("30 30 02 01 01 | 60 0C 02 01 03 04 04 'cn=x' 80 01 's' | A0 1D 30 1B 04 19 '1.3.6.1.4.1.42.2.27.8.5.1'"));
    }

    [Fact]
    public void An_unbind() => Encode(3, RequestEncoder.Unbind).Should().Equal(Hex.Octets("30 05 02 01 03 42 00"));

    [Fact]
    public void An_abandon() => Encode(6, writer => RequestEncoder.Abandon(writer, 5)).Should().Equal(Hex.Octets("30 06 02 01 06 50 01 05"));

    [Fact]
    public void A_search()
    {
        var search = new LdapSearch(LdapDn.Parse("dc=org"), LdapSearchScope.OneLevel, new LdapFilter.Present("cn")) { Attributes = ["sn"] };

        Encode(2, writer => RequestEncoder.Search(writer, search, sizeLimit: 300, timeLimitSeconds: 5))
            .Should().Equal(Hex.Octets("30 27 02 01 02 | 63 22 04 06 'dc=org' 0A 01 01 0A 01 00 02 02 01 2C 02 01 05 01 01 00 87 02 'cn' 30 04 04 02 'sn'"));
    }

    [Fact]
    public void A_modification()
    {
        var modification = new LdapModification(LdapDn.Parse("cn=x"), LdapChange.Replace("sn", "A", "B"), LdapChange.Delete("mail"));

        Encode(2, writer => RequestEncoder.Modify(writer, modification)).Should().Equal(Hex.Octets(
            "30 2F 02 01 02 | 66 2A 04 04 'cn=x' 30 22 | 30 11 0A 01 02 30 0C 04 02 'sn' 31 06 04 01 'A' 04 01 'B' | 30 0D 0A 01 01 30 08 04 04 'mail' 31 00"));
    }

    [Fact]
    public void An_addition()
    {
        var addition = new LdapAddition(LdapDn.Parse("cn=x"), new LdapAttributeValues("cn", "x"));

        Encode(2, writer => RequestEncoder.Add(writer, addition))
            .Should().Equal(Hex.Octets("30 18 02 01 02 | 68 13 04 04 'cn=x' 30 0B 30 09 04 02 'cn' 31 03 04 01 'x'"));
    }

    [Fact]
    public void A_deletion() => Encode(2, writer => RequestEncoder.Delete(writer, LdapDn.Parse("cn=x"))).Should().Equal(Hex.Octets("30 09 02 01 02 4A 04 'cn=x'"));

    [Fact]
    public void A_rename()
    {
        var rename = new LdapRename(LdapDn.Parse("cn=x"), new LdapRdn("cn", "y")) { NewParent = LdapDn.Parse("o=z") };

        Encode(2, writer => RequestEncoder.Rename(writer, rename))
            .Should().Equal(Hex.Octets("30 19 02 01 02 | 6C 14 04 04 'cn=x' 04 04 'cn=y' 01 01 FF 80 03 'o=z'"));
        Encode(2, writer => RequestEncoder.Rename(writer, rename with { NewParent = null, OldName = LdapOldName.Kept }))
            .Should().Equal(Hex.Octets("30 14 02 01 02 | 6C 0F 04 04 'cn=x' 04 04 'cn=y' 01 01 00"));
    }

    [Fact]
    public void A_comparison()
    {
        Encode(2, writer => RequestEncoder.Compare(writer, new LdapComparison(LdapDn.Parse("cn=x"), "sn", "A")))
            .Should().Equal(Hex.Octets("30 14 02 01 02 | 6E 0F 04 04 'cn=x' 30 07 04 02 'sn' 04 01 'A'"));
    }

    [Fact]
    public void An_extended_operation()
    {
        Encode(2, writer => RequestEncoder.Extended(writer, new LdapExtendedRequest("1.2", "v")))
            .Should().Equal(Hex.Octets("30 0D 02 01 02 | 77 08 80 03 '1.2' 81 01 'v'"));
    }

    [Fact]
    public void A_password_modification()
    {
        var request = new LdapPasswordModify { Owner = LdapDn.Parse("cn=x"), OldPassword = "old", NewPassword = "new" };

        RequestEncoder.PasswordModifyValue(request).Bytes.ToArray().Should().Equal(Hex.Octets("30 10 80 04 'cn=x' 81 03 'old' 82 03 'new'"));
        RequestEncoder.PasswordModifyValue(new LdapPasswordModify()).Bytes.ToArray().Should().Equal(Hex.Octets("30 00"));
    }

    [Fact]
    public void A_critical_control_with_a_value()
    {
        var control = RequestEncoder.PagedResults(500, "abc"u8.ToArray());

        control.Value!.Value.Bytes.ToArray().Should().Equal(Hex.Octets("30 09 02 02 01 F4 04 03 'abc'"));
        Encode(2, RequestEncoder.Unbind, control).Should().Equal(Hex.Octets(
            "30 31 02 01 02 42 00 | A0 2A 30 28 04 16 '1.2.840.113556.1.4.319' 01 01 FF 04 0B 30 09 02 02 01 F4 04 03 'abc'"));
    }

    [Fact]
    public void Every_kind_of_filter()
    {
        var filters = new Dictionary<LdapFilter, string>
        {
            [new LdapFilter.And(new LdapFilter.Present("a"), new LdapFilter.Present("b"))] = "A0 06 87 01 'a' 87 01 'b'",
            [new LdapFilter.Or(new LdapFilter.Present("a"))] = "A1 03 87 01 'a'",
            [new LdapFilter.And()] = "A0 00",
            [new LdapFilter.Not(new LdapFilter.Present("a"))] = "A2 03 87 01 'a'",
            [new LdapFilter.Equality("a", "*")] = "A3 06 04 01 'a' 04 01 '*'",
            [new LdapFilter.Substrings("a") { Initial = "i", Any = ["m", "n"], Final = "f" }] = "A4 11 04 01 'a' 30 0C 80 01 'i' 81 01 'm' 81 01 'n' 82 01 'f'",
            [new LdapFilter.Substrings("a") { Any = ["m"] }] = "A4 08 04 01 'a' 30 03 81 01 'm'",
            [new LdapFilter.GreaterOrEqual("a", "1")] = "A5 06 04 01 'a' 04 01 '1'",
            [new LdapFilter.LessOrEqual("a", "1")] = "A6 06 04 01 'a' 04 01 '1'",
            [new LdapFilter.Approximate("a", "1")] = "A8 06 04 01 'a' 04 01 '1'",
            [new LdapFilter.Extensible("v") { Attribute = "a", MatchingRule = "1.2", MatchesName = true }] = "A9 0E 81 03 '1.2' 82 01 'a' 83 01 'v' 84 01 FF",
            [new LdapFilter.Extensible("v") { Attribute = "a" }] = "A9 06 82 01 'a' 83 01 'v'",
        };

        foreach (var (filter, octets) in filters)
            FilterEncoder.Encode(filter).Bytes.ToArray().Should().Equal(Hex.Octets(octets), because: filter.ToString());
    }

    [Fact]
    public void A_filter_that_says_nothing_or_too_much_is_refused()
    {
        LdapFilter deep = new LdapFilter.Present("a");
        for (var level = 0; level < LdapFilter.MaxDepth; level++)
            deep = new LdapFilter.Not(deep);

        FluentActions.Invoking(() => FilterEncoder.Encode(deep)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => FilterEncoder.Encode(new LdapFilter.Substrings("a"))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => FilterEncoder.Encode(new LdapFilter.Extensible("v"))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void The_text_of_a_filter_shows_its_shape_without_its_values()
    {
        var filter = new LdapFilter.And(
            new LdapFilter.Equality("uid", "fdurand1"), new LdapFilter.Not(new LdapFilter.Present("mail")), new LdapFilter.Substrings("sn") { Initial = "Dur" });

        filter.ToString().Should().Be("(&(uid=?)(!(mail=*))(sn=?*))");
    }

    [Fact]
    public void A_long_message_has_a_long_length()
    {
        var encoded = Encode(1, writer => RequestEncoder.SimpleBind(writer, LdapDn.Parse("cn=x"), new byte[300]));

        encoded[..4].Should().Equal(0x30, 0x82, 0x01, 0x40);
        BerFrame.MeasureMessage(encoded, maxLength: 1000).Should().Be(encoded.Length);
    }

    private static byte[] Encode(int id, Action<AsnWriter> operation, params LdapControl[] controls)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        RequestEncoder.WriteMessage(writer, id, operation, controls);
        return writer.Encode();
    }
}
