namespace AcRouenIdentity.Ldap;

/// <summary>Changes to one entry, applied all together or not at all (RFC 4511 section 4.6).</summary>
public sealed record LdapModification(LdapDn Dn, params IReadOnlyList<LdapChange> Changes)
{
    public IReadOnlyList<LdapControl> Controls { get; init; } = [];
}

/// <summary>One change of a modification.</summary>
public sealed record LdapChange
{
    private LdapChange(LdapChangeKind kind, LdapAttributeValues attribute)
    {
        Kind = kind;
        Attribute = attribute;
    }

    public LdapChangeKind Kind { get; }

    public LdapAttributeValues Attribute { get; }

    /// <summary>Adds those values.</summary>
    public static LdapChange Add(string attribute, params IReadOnlyList<LdapValue> values) => new(LdapChangeKind.Add, new(attribute, values));

    /// <summary>Removes those values, or the whole attribute when none is given; refused where it is absent.</summary>
    public static LdapChange Delete(string attribute, params IReadOnlyList<LdapValue> values) => new(LdapChangeKind.Delete, new(attribute, values));

    /// <summary>Leaves those values only; none removes the attribute, present or not.</summary>
    public static LdapChange Replace(string attribute, params IReadOnlyList<LdapValue> values) => new(LdapChangeKind.Replace, new(attribute, values));

    /// <summary>Adds that number to an integer (RFC 4525).</summary>
    public static LdapChange Increment(string attribute, LdapValue by) => new(LdapChangeKind.Increment, new(attribute, by));
}

public enum LdapChangeKind
{
    Add = 0,
    Delete = 1,
    Replace = 2,
    Increment = 3,
}
