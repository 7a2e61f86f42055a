using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>What an entry is to hold of one attribute; no value says that it holds none. A value that stands there and reads the same stays, in whatever words the directory has it.</summary>
internal sealed class WantedValues
{
    private readonly Func<string, object?> read;
    private readonly bool isList;

    private WantedValues(DirectoryAttribute attribute, IReadOnlyList<string> values, Func<string, object?> read, bool isList) =>
        (Attribute, Values, this.read, this.isList) = (attribute, values, read, isList);

    public DirectoryAttribute Attribute { get; }

    public IReadOnlyList<string> Values { get; }

    public static WantedValues Of(DirectoryAttribute attribute, string? value) => Of(attribute, value, text => text.Trim());

    /// <param name="read">What a value says; null where it says nothing, and is then nobody's business.</param>
    public static WantedValues Of(DirectoryAttribute attribute, string? value, Func<string, object?> read) =>
        new(attribute, string.IsNullOrEmpty(value) ? [] : [value], read, isList: false);

    public static WantedValues All(DirectoryAttribute attribute, IReadOnlyList<string> values, Func<string, object?> read) => new(attribute, values, read, isList: true);

    /// <summary>Read as <see cref="PersonReader"/> reads: the first value, or all of a list.</summary>
    public bool IsSaidBy(LdapEntry entry)
    {
        var said = Attribute.Texts(entry).Select(read).Where(saying => saying is not null);
        var wanted = Values.Select(read);
        return isList ? said.ToHashSet().SetEquals(wanted) : Equals(said.FirstOrDefault(), wanted.FirstOrDefault());
    }

    /// <summary>The wanted values as the entry writes them, where it has them already.</summary>
    public IEnumerable<string> Over(LdapEntry entry)
    {
        var standing = entry.Texts(Attribute.Name).Where(Attribute.Owns).ToArray();
        return IsSaidBy(entry) ? standing : Values.Select(value => standing.FirstOrDefault(text => Equals(read(Attribute.Unlabelled(text)), read(value))) ?? Attribute.Labelled(value));
    }
}

/// <summary>Wanted values as additions and modifications. Values of an attribute with a label that nobody asked for stay (supann).</summary>
internal static class EntryValues
{
    public static LdapAddition Addition(LdapDn dn, IEnumerable<string> classes, IEnumerable<WantedValues> wanted) => new(
        dn,
        [
            new LdapAttributeValues("objectClass", [.. classes.Select(name => (LdapValue)name)]),
            .. Named(wanted)
                .Select(attribute => (attribute.Key, Values: attribute.SelectMany(one => one.Values.Select(one.Attribute.Labelled)).Distinct(StringComparer.Ordinal).ToArray()))
                .Where(attribute => attribute.Values.Length > 0)
                .Select(attribute => new LdapAttributeValues(attribute.Key, [.. attribute.Values.Select(value => (LdapValue)value)])),
        ]);

    /// <summary>What differs, one change for each attribute; nothing where nothing does.</summary>
    public static IReadOnlyList<LdapChange> Changes(LdapEntry entry, IEnumerable<WantedValues> wanted) =>
    [
        .. Named(wanted)
            .Where(attribute => !attribute.All(one => one.IsSaidBy(entry)))
            .Select(attribute => LdapChange.Replace(attribute.Key, [.. ValuesAfter(entry, attribute).Select(value => (LdapValue)value)])),
    ];

    private static IEnumerable<string> ValuesAfter(LdapEntry entry, IGrouping<string, WantedValues> attribute) =>
        entry.Texts(attribute.Key)
            .Where(value => !attribute.Any(one => one.Attribute.Owns(value)))
            .Concat(attribute.SelectMany(one => one.Over(entry)))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<IGrouping<string, WantedValues>> Named(IEnumerable<WantedValues> wanted) =>
        wanted.Where(one => one.Attribute.Exists).GroupBy(one => one.Attribute.Name, StringComparer.OrdinalIgnoreCase);
}
