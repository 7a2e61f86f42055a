namespace AcRouenIdentity.Ldap;

/// <summary>An attribute description (<c>mail</c>, <c>cn;lang-fr</c>) with its values, in the server's order.</summary>
public sealed record LdapAttributeValues(string Name, params IReadOnlyList<LdapValue> Values)
{
    public override string ToString() => $"{Name} ({Values.Count} values)";
}
