using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>What an entry is to hold of one attribute; no value says that it holds none.</summary>
internal readonly record struct WantedValues(DirectoryAttribute Attribute, IReadOnlyList<string> Values)
{
    public static WantedValues Of(DirectoryAttribute attribute, string? value) => new(attribute, string.IsNullOrEmpty(value) ? [] : [value]);
}

/// <summary>Wanted values as additions and modifications. Values of an attribute with a label that nobody asked for stay (supann).</summary>
internal static class EntryValues
{
    public static LdapAddition Addition(LdapDn dn, IEnumerable<string> classes, IEnumerable<WantedValues> wanted) => new(
        dn,
        [
            new LdapAttributeValues("objectClass", [.. classes.Select(name => (LdapValue)name)]),
            .. Named(wanted)
                .Select(attribute => (attribute.Key, Values: Labelled(attribute).ToArray()))
                .Where(attribute => attribute.Values.Length > 0)
                .Select(attribute => new LdapAttributeValues(attribute.Key, [.. attribute.Values.Select(value => (LdapValue)value)])),
        ]);

    /// <summary>What differs, one change for each attribute; nothing where nothing does.</summary>
    public static IReadOnlyList<LdapChange> Changes(LdapEntry entry, IEnumerable<WantedValues> wanted)
    {
        var changes = new List<LdapChange>();
        foreach (var attribute in Named(wanted))
        {
            var before = entry.Texts(attribute.Key);
            var after = before.Where(value => !attribute.Any(one => one.Attribute.Owns(value))).Concat(Labelled(attribute)).ToArray();
            if (!before.ToHashSet(StringComparer.Ordinal).SetEquals(after))
                changes.Add(LdapChange.Replace(attribute.Key, [.. after.Select(value => (LdapValue)value)]));
        }

        return changes;
    }

    private static IEnumerable<IGrouping<string, WantedValues>> Named(IEnumerable<WantedValues> wanted) =>
        wanted.Where(one => one.Attribute.Exists).GroupBy(one => one.Attribute.Name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Labelled(IEnumerable<WantedValues> attribute) =>
        attribute.SelectMany(one => one.Values.Select(one.Attribute.Labelled)).Distinct(StringComparer.Ordinal);
}
