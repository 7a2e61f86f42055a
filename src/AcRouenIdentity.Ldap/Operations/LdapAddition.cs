namespace AcRouenIdentity.Ldap;

/// <summary>A new entry (RFC 4511 section 4.7).</summary>
public sealed record LdapAddition(LdapDn Dn, params IReadOnlyList<LdapAttributeValues> Attributes)
{
    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}

/// <summary>The end of an entry that has nothing under it (RFC 4511 section 4.8).</summary>
public sealed record LdapDeletion(LdapDn Dn)
{
    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}

/// <summary>A new name, and perhaps a new place, for an entry (modify DN, RFC 4511 section 4.9).</summary>
public sealed record LdapRename(LdapDn Dn, LdapRdn NewName)
{
    /// <summary>The entry to move it under; null leaves it where it is.</summary>
    public LdapDn? NewParent { get; init; }

    public LdapOldName OldName { get; init; } = LdapOldName.Removed;

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}

/// <summary>What becomes of the values of the old name in the entry.</summary>
public enum LdapOldName
{
    Kept,
    Removed,
}

/// <summary>Asks whether an entry has a value (RFC 4511 section 4.10): <see cref="LdapResultCode.CompareTrue"/> or <see cref="LdapResultCode.CompareFalse"/>.</summary>
public sealed record LdapComparison(LdapDn Dn, string Attribute, LdapValue Value)
{
    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}
