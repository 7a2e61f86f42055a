using System.Text.RegularExpressions;
using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>
/// An attribute as the configuration names it: <c>mail</c>, or <c>supannRefId{UAI}</c> for the values that begin with the label <c>{UAI}</c>.
/// The label belongs to the directory alone: it is taken off what is read and put on what is searched.
/// </summary>
internal readonly partial record struct DirectoryAttribute
{
    private DirectoryAttribute(string name, string label)
    {
        Name = name;
        Label = label;
    }

    public static DirectoryAttribute None { get; } = new("", "");

    public string Name { get; }

    private string Label { get; }

    public bool Exists => Name.Length > 0;

    /// <summary>Empty text is <see cref="None"/>; null when the text is no attribute.</summary>
    public static DirectoryAttribute? TryParse(string text)
    {
        if (text.Length == 0)
            return None;

        var match = Form().Match(text);
        return match.Success ? new DirectoryAttribute(match.Groups["name"].Value, match.Groups["label"].Value) : null;
    }

    /// <exception cref="FormatException">Not an attribute; validation at start has said so before.</exception>
    public static DirectoryAttribute Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is no attribute.");

    /// <summary>Trimmed values, empty ones left out, in an order that does not depend on the server's mood.</summary>
    public IReadOnlyList<string> Texts(LdapEntry entry)
    {
        if (!Exists)
            return [];

        var values = entry.Values(Name);
        if (values is [] or [_])
            return values is [var only] && Read(only) is { } text ? [text] : [];

        return [.. values.Select(Read).OfType<string>().Order(StringComparer.Ordinal)];
    }

    /// <summary>The first of <see cref="Texts"/>. Nearly all attributes have one value, for which no list is made: everybody is listed this way.</summary>
    public string? FindText(LdapEntry entry)
    {
        if (!Exists)
            return null;

        return entry.Values(Name) is [var only] ? Read(only) : Texts(entry) is [var first, ..] ? first : null;
    }

    /// <summary>A value as the directory writes it.</summary>
    public string Labelled(string text) => Label + text;

    /// <summary>What a value says that <see cref="Owns"/> is true of.</summary>
    public string Unlabelled(string value) => value[Label.Length..].Trim();

    /// <summary>A value of the directory that is one of these, and not one with another label.</summary>
    public bool Owns(string value) => value.StartsWith(Label, StringComparison.OrdinalIgnoreCase);

    public LdapFilter Is(string text) => new LdapFilter.Equality(Name, Label + text);

    private string? Read(LdapValue value) => value.Text is var text && Owns(text) && Unlabelled(text) is { Length: > 0 } said ? said : null;

    [GeneratedRegex(@"\A(?<name>[A-Za-z][A-Za-z0-9-]*)(?<label>\{[A-Za-z0-9:_-]+\})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
