using AcRouenIdentity.Ldap.Tests.Kit;
using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap.Tests.Wire;

/// <summary>Octets worked out by hand from the ASN.1 of RFC 4511 and of the extensions.</summary>
public sealed class ResponseDecoderTests
{
    private const string Policy = "04 19 '1.3.6.1.4.1.42.2.27.8.5.1'";

    [Fact]
    public void A_bind_response()
    {
        var message = Decode("30 0C 02 01 01 61 07 0A 01 00 04 00 04 00");

        message.Id.Should().Be(1);
        var final = message.Content.Should().BeOfType<LdapMessage.Body.Final>().Subject;
        final.Tag.Should().Be(LdapTags.BindResponse);
        final.Result.IsSuccess.Should().BeTrue();
        final.Result.PasswordPolicy.Should().BeNull();
    }

    [Fact]
    public void A_refusal_carries_name_words_and_referrals()
    {
        var result = Final("30 27 02 01 02 65 22 0A 01 0A 04 04 'dc=x' 04 06 'abroad' A3 0F 04 0D 'ldap://y/dc=x'").Result;

        result.Code.Should().Be(LdapResultCode.Referral);
        result.MatchedDn.Should().Be(LdapDn.Parse("dc=x"));
        result.DiagnosticMessage.Should().Be("abroad");
        result.Referrals.Should().Equal("ldap://y/dc=x");
    }

    [Fact]
    public void An_entry()
    {
        var entry = Decode("30 25 02 01 02 64 20 04 04 'cn=x' 30 18 30 0C 04 02 'cn' 31 06 04 01 'x' 04 01 'y' 30 08 04 04 'void' 31 00")
            .Content.Should().BeOfType<LdapMessage.Body.Entry>().Subject.Value;

        entry.Dn.Should().Be(LdapDn.Parse("cn=x"));
        entry.Texts("CN").Should().Equal("x", "y");
        entry.Values("void").Should().BeEmpty();
        entry.FindText("absent").Should().BeNull();
    }

    [Fact]
    public void Values_keep_octets_that_are_not_text()
    {
        var entry = Decode("30 17 02 01 02 64 12 04 04 'cn=x' 30 0A 30 08 04 01 'p' 31 03 04 01 FF")
            .Content.Should().BeOfType<LdapMessage.Body.Entry>().Subject.Value;

        entry.Values("p").Single().Bytes.ToArray().Should().Equal(0xFF);
    }

    [Fact]
    public void An_extended_response_has_a_name_and_a_value()
    {
        var final = Final("30 16 02 01 02 78 11 0A 01 00 04 00 04 00 8A 03 '1.2' 8B 03 'dn:'");

        final.Name.Should().Be("1.2");
        final.Value!.Value.Text.Should().Be("dn:");
    }

    [Fact]
    public void What_a_later_version_adds_is_ignored()
    {
        // A SASL credential, then an unknown field, in a bind response.
        Final("30 12 02 01 01 61 0D 0A 01 00 04 00 04 00 87 01 'c' 99 01 'z'").Result.IsSuccess.Should().BeTrue();
    }

    [Fact]
    public void Lengths_longer_than_needed_are_read()
    {
        // Active Directory writes every length on four octets.
        Final("30 84 00 00 00 10 02 01 01 61 84 00 00 00 07 0A 01 00 04 00 04 00").Result.IsSuccess.Should().BeTrue();
    }

    [Theory]
    [InlineData("30 00", null, null, null)]
    [InlineData("30 03 81 01 00", null, null, PasswordPolicyError.PasswordExpired)]
    [InlineData("30 03 81 01 02", null, null, PasswordPolicyError.ChangeAfterReset)]
    [InlineData("30 06 A0 04 80 02 0E 10", 3600, null, null)]
    [InlineData("30 05 A0 03 81 01 04", null, 4, null)]
    [InlineData("30 08 A0 03 81 01 00 81 01 00", null, 0, PasswordPolicyError.PasswordExpired)]
    public void The_password_policy_is_told(string value, int? seconds, int? grace, PasswordPolicyError? error)
    {
        var octets = Hex.Octets(value);
        var policy = WithControl(LdapResultCode.Success, new LdapControl(Oids.PasswordPolicy, LdapCriticality.Ignorable, new LdapValue(octets)));

        var expected = new PasswordPolicyResponse(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), grace, error);
        policy.Should().Be(expected == new PasswordPolicyResponse(null, null, null) ? null : expected);
    }

    [Fact]
    public void The_old_controls_of_Netscape_are_told_in_the_same_words()
    {
        var expired = new LdapControl(Oids.NetscapePasswordExpired, LdapCriticality.Ignorable, "0");
        var expiring = new LdapControl(Oids.NetscapePasswordExpiring, LdapCriticality.Ignorable, "3600");
        var grace = new LdapControl(Oids.PasswordPolicy, LdapCriticality.Ignorable, new LdapValue(Hex.Octets("30 05 A0 03 81 01 04")));

        WithControl(LdapResultCode.Success, expired)!.Error.Should().Be(PasswordPolicyError.ChangeAfterReset);
        WithControl(LdapResultCode.InvalidCredentials, expired)!.Error.Should().Be(PasswordPolicyError.PasswordExpired);
        WithControl(LdapResultCode.Success, expiring)!.TimeBeforeExpiration.Should().Be(TimeSpan.FromHours(1));
        WithControl(LdapResultCode.Success, grace, expired).Should().Be(new PasswordPolicyResponse(null, 4, null));
    }

    [Fact]
    public void A_control_of_the_wire_is_decoded_with_its_result()
    {
        var result = Final($"30 32 02 01 01 61 07 0A 01 31 04 00 04 00 A0 24 30 22 {Policy} 04 05 30 03 81 01 01").Result;

        result.Code.Should().Be(LdapResultCode.InvalidCredentials);
        result.PasswordPolicy.Should().Be(new PasswordPolicyResponse(null, null, PasswordPolicyError.AccountLocked));
        result.Controls.Should().ContainSingle().Which.Criticality.Should().Be(LdapCriticality.Ignorable);
    }

    [Theory]
    [InlineData("04 00")]
    [InlineData("30 02 A0 00")]
    [InlineData("30 05 A0 03 80 01")]
    [InlineData("30 04 81 02 00 01")]
    public void A_password_policy_that_makes_no_sense_is_refused(string value)
    {
        var control = new LdapControl(Oids.PasswordPolicy, LdapCriticality.Ignorable, new LdapValue(Hex.Octets(value)));

        FluentActions.Invoking(() => WithControl(LdapResultCode.Success, control)).Should().Throw<MalformedMessageException>();
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("30", null)]
    [InlineData("30 01", 3)]
    [InlineData("30 82 01", null)]
    [InlineData("30 82 01 00", 260)]
    [InlineData("30 00 30", 2)]
    public void A_message_is_measured_by_its_first_octets(string octets, int? length) =>
        BerFrame.MeasureMessage(Hex.Octets(octets), 1000).Should().Be(length);

    [Theory]
    [InlineData("31 00")]
    [InlineData("30 80")]
    [InlineData("30 85 00 00 00 00 01")]
    [InlineData("30 82 03 E5")]
    [InlineData("30 84 FF FF FF FF")]
    public void A_message_that_is_none_or_too_long_is_refused_at_once(string octets) =>
        FluentActions.Invoking(() => BerFrame.MeasureMessage(Hex.Octets(octets), 1000)).Should().Throw<MalformedMessageException>();

    private static PasswordPolicyResponse? WithControl(LdapResultCode code, params LdapControl[] controls) => PasswordPolicyDecoder.Decode(controls, code);

    private static LdapMessage.Body.Final Final(string octets) => Decode(octets).Content.Should().BeOfType<LdapMessage.Body.Final>().Subject;

    private static LdapMessage Decode(string octets) => ResponseDecoder.Decode(Hex.Octets(octets), maxDepth: 10);
}
