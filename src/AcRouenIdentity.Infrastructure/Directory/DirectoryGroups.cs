using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Which of the names that an entry gives are groups of ours.</summary>
/// <param name="groupsBase">Where groups are; null: nowhere.</param>
internal sealed class DirectoryGroups(string? groupsBase)
{
    /// <summary>The attribute by which groups are called.</summary>
    private const string NamingAttribute = "cn";

    private readonly LdapDn? groups = groupsBase is null ? null : LdapDn.Parse(groupsBase);

    /// <summary>Names of the groups that stand directly below the base. Whoever may write elsewhere in the directory makes no group that counts.</summary>
    public IReadOnlyList<string> Read(IReadOnlyList<string> names) => groups is { } above ? [.. names.Select(name => FindName(name, above)).OfType<string>()] : [];

    private static string? FindName(string name, LdapDn above) =>
        LdapDn.TryParse(name, out var dn) && dn.FindNameBelow(above) is { Parts: [var part] } && string.Equals(part.Attribute, NamingAttribute, StringComparison.OrdinalIgnoreCase)
            ? part.Value.Text
            : null;
}
