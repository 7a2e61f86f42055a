namespace AcRouenIdentity.Ldap;

/// <summary>A name and its password. Not a record: its text must not show the password.</summary>
public sealed class LdapCredential(LdapDn dn, string password)
{
    public LdapDn Dn { get; } = dn;

    public string Password { get; } = password;

    public override string ToString() => Dn.ToString();
}
