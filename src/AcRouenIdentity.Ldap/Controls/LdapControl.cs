using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap;

/// <summary>A control of a request or a response (RFC 4511 section 4.1.11).</summary>
public sealed record LdapControl(string Oid, LdapCriticality Criticality, LdapValue? Value)
{
    /// <summary>Asks what the password policy says (draft-behera-ldap-password-policy section 6.1). Sent by itself on bind, modify and password modify.</summary>
    public static LdapControl PasswordPolicyRequest { get; } = new(Oids.PasswordPolicy, LdapCriticality.Ignorable, null);

    /// <summary>The operation happens only if the entry matches (RFC 4528); otherwise <see cref="LdapResultCode.AssertionFailed"/>.</summary>
    public static LdapControl Assertion(LdapFilter filter) => new(Oids.Assertion, LdapCriticality.Critical, FilterEncoder.Encode(filter));

    /// <summary>Treats referral entries as plain ones (RFC 3296).</summary>
    public static LdapControl ManageReferrals { get; } = new(Oids.ManageDsaIt, LdapCriticality.Ignorable, null);

    public override string ToString() => $"{Oid} {Criticality}";
}

public enum LdapCriticality
{
    /// <summary>A server that does not know the control carries on without it.</summary>
    Ignorable,

    /// <summary>A server that does not know the control refuses the operation.</summary>
    Critical,
}
