namespace AcRouenIdentity.Ldap;

/// <summary>Sets a password and lets the directory hash it (RFC 3062). Not a record: its text must not show the passwords.</summary>
public sealed class LdapPasswordModify
{
    /// <summary>Whose password; null: the identity of the connection.</summary>
    public LdapDn? Owner { get; init; }

    /// <summary>The present password, where the server must check it; null: not given.</summary>
    public LdapValue? OldPassword { get; init; }

    /// <summary>The new password; null: the server chooses one.</summary>
    public LdapValue? NewPassword { get; init; }

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}

/// <summary>Any extended operation (RFC 4511 section 4.12).</summary>
public sealed record LdapExtendedRequest(string Name, LdapValue? Value)
{
    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}
