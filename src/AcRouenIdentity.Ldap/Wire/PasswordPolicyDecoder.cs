using System.Formats.Asn1;
using System.Globalization;

namespace AcRouenIdentity.Ldap.Wire;

/// <summary>The response control of draft-behera-ldap-password-policy section 6.2, and the older ones of Netscape and 389 Directory Server.</summary>
internal static class PasswordPolicyDecoder
{
    private static readonly PasswordPolicyResponse Nothing = new(null, null, null);

    /// <summary>What the controls of a result say of the password, or null when they say nothing.</summary>
    /// <exception cref="MalformedMessageException">A control has a value that is not what its name says.</exception>
    public static PasswordPolicyResponse? Decode(IReadOnlyList<LdapControl> controls, LdapResultCode code)
    {
        if (controls.Count == 0)
            return null;

        var draft = Find(controls, Oids.PasswordPolicy) is { Value: { } value } ? DecodeDraft(value) : null;
        var expired = Find(controls, Oids.NetscapePasswordExpired) is null ? (PasswordPolicyError?)null : NetscapeMeaning(code);
        var expiring = Find(controls, Oids.NetscapePasswordExpiring) is { Value: { } seconds } ? DecodeSeconds(seconds) : null;
        var said = new PasswordPolicyResponse(
            draft?.TimeBeforeExpiration ?? expiring,
            draft?.GraceLoginsRemaining,
            // On a grace bind 389 also sends its old control, which says nothing more.
            draft?.Error ?? (draft?.GraceLoginsRemaining is null ? expired : null));

        return said == Nothing ? null : said;
    }

    private static LdapControl? Find(IReadOnlyList<LdapControl> controls, string oid) => controls.FirstOrDefault(control => control.Oid == oid);

    /// <summary>One old control for two things: with a successful bind it asks for a new password, with a refusal it says expired.</summary>
    private static PasswordPolicyError NetscapeMeaning(LdapResultCode code) =>
        code == LdapResultCode.Success ? PasswordPolicyError.ChangeAfterReset : PasswordPolicyError.PasswordExpired;

    private static PasswordPolicyResponse DecodeDraft(LdapValue value)
    {
        BerFrame.CheckNesting(value.Bytes.Span, maxDepth: 4);
        try
        {
            return ReadDraft(new AsnReader(value.Bytes, AsnEncodingRules.BER).ReadSequence());
        }
        catch (AsnContentException exception)
        {
            throw new MalformedMessageException("The password policy response is malformed.", exception);
        }
    }

    private static PasswordPolicyResponse ReadDraft(AsnReader response)
    {
        var (timeLeft, grace) = IsNext(response, 0) ? ReadWarning(response.ReadSequence(LdapTags.Group(0))) : (null, null);
        PasswordPolicyError? error = IsNext(response, 1) ? ReadError(response) : null;
        return new PasswordPolicyResponse(timeLeft, grace, error);
    }

    private static (TimeSpan? TimeLeft, int? Grace) ReadWarning(AsnReader warning)
    {
        if (IsNext(warning, 0) && warning.TryReadInt32(out var seconds, LdapTags.Field(0)))
            return (TimeSpan.FromSeconds(seconds), null);
        if (IsNext(warning, 1) && warning.TryReadInt32(out var grace, LdapTags.Field(1)))
            return (null, grace);

        throw new MalformedMessageException("The password policy warning is malformed.");
    }

    private static PasswordPolicyError ReadError(AsnReader response)
    {
        var octets = response.ReadEnumeratedBytes(LdapTags.Field(1)).Span;
        return octets.Length == 1 ? (PasswordPolicyError)octets[0] : throw new MalformedMessageException("The password policy error is out of all range.");
    }

    private static TimeSpan? DecodeSeconds(LdapValue value) =>
        int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw new MalformedMessageException("The password expiration warning is malformed.");

    private static bool IsNext(AsnReader reader, int field) => reader.HasData && reader.PeekTag().HasSameClassAndValue(LdapTags.Field(field));
}
