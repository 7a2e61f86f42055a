namespace AcRouenIdentity.Ldap;

/// <summary>An entry as a search returned it: the attributes that were asked for and may be read.</summary>
public sealed record LdapEntry(LdapDn Dn, IReadOnlyList<LdapAttributeValues> Attributes)
{
    /// <summary>The values of that attribute, none when it is absent. Names are compared without case (RFC 4512 section 2.5).</summary>
    public IReadOnlyList<LdapValue> Values(string attribute)
    {
        foreach (var candidate in Attributes)
        {
            if (string.Equals(candidate.Name, attribute, StringComparison.OrdinalIgnoreCase))
                return candidate.Values;
        }

        return [];
    }

    /// <summary>The values of that attribute as text.</summary>
    public IReadOnlyList<string> Texts(string attribute) => [.. Values(attribute).Select(value => value.Text)];

    /// <summary>The first value of that attribute as text, or null when it is absent.</summary>
    public string? FindText(string attribute) => Values(attribute) is [var first, ..] ? first.Text : null;

    public override string ToString() => $"entry of {Attributes.Count} attributes";
}
