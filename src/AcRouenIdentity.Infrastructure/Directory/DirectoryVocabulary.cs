using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Ldap;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>The attributes of people, parsed once from the options.</summary>
internal sealed class PeopleVocabulary(DirectoryOptions options)
{
    /// <summary>A key that no feed gives: searched for in place of people who do not exist.</summary>
    public static DirectoryKey Nobody { get; } = new("-");

    public DirectoryAttribute Key { get; } = DirectoryAttribute.Parse(options.People.Key);

    public DirectoryAttribute Login { get; } = DirectoryAttribute.Parse(options.People.Login);

    public DirectoryAttribute Numen { get; } = DirectoryAttribute.Parse(options.People.Numen);

    public DirectoryAttribute Address { get; } = DirectoryAttribute.Parse(options.People.Address);

    public DirectoryAttribute DisplayName { get; } = DirectoryAttribute.Parse(options.People.DisplayName);

    public DirectoryAttribute GivenName { get; } = DirectoryAttribute.Parse(options.People.GivenName);

    public DirectoryAttribute Surname { get; } = DirectoryAttribute.Parse(options.People.Surname);

    public DirectoryAttribute BirthName { get; } = DirectoryAttribute.Parse(options.People.BirthName);

    public DirectoryAttribute BirthDate { get; } = DirectoryAttribute.Parse(options.People.BirthDate);

    public DirectoryAttribute Language { get; } = DirectoryAttribute.Parse(options.People.Language);

    public DirectoryAttribute Title { get; } = DirectoryAttribute.Parse(options.People.Title);

    public DirectoryAttribute UserType { get; } = DirectoryAttribute.Parse(options.People.UserType);

    public DirectoryAttribute State { get; } = DirectoryAttribute.Parse(options.People.State);

    public DirectoryAttribute Postings { get; } = DirectoryAttribute.Parse(options.People.Postings);

    public DirectoryAttribute MainEstablishment { get; } = DirectoryAttribute.Parse(options.People.MainEstablishment);

    public DirectoryAttribute Mailbox { get; } = DirectoryAttribute.Parse(options.People.Mailbox);

    /// <summary>None where nobody said where groups are.</summary>
    public DirectoryAttribute Groups { get; } = options.GroupsBase is null ? DirectoryAttribute.None : DirectoryAttribute.Parse(options.People.Groups);

    /// <summary>What is asked of an entry that is to be written again.</summary>
    public IReadOnlyList<string> WrittenNames =>
        ["cn", .. NamesOf([Key, Login, Numen, Address, DisplayName, GivenName, Surname, BirthName, BirthDate, UserType, State, Postings, MainEstablishment, Mailbox])];

    /// <summary>What is asked of one person's entry; groups by the name of their attribute, which slapd gives to nobody who asks for all.</summary>
    public IReadOnlyList<string> Names =>
        NamesOf([Key, Login, Numen, Address, DisplayName, GivenName, Surname, Language, Title, UserType, State, Postings, MainEstablishment, Groups]);

    /// <summary>What is asked of everybody's entry, to be compared with feeds.</summary>
    public IReadOnlyList<string> RegisterNames =>
        NamesOf([Key, Login, Numen, Address, GivenName, Surname, BirthName, BirthDate, State, Postings, MainEstablishment]);

    public LdapFilter Everybody => new LdapFilter.And(new LdapFilter.Equality("objectClass", options.People.ObjectClass), new LdapFilter.Present(Key.Name));

    public LdapFilter Are(LdapFilter condition) => new LdapFilter.And(new LdapFilter.Equality("objectClass", options.People.ObjectClass), condition);

    /// <summary>The filter that finds the person of that name, or null when this directory has no such kind of name.</summary>
    public LdapFilter? TryNamed(SignInName name) => name switch
    {
        SignInName.ByLogin(var login) => TryNamed(Login, login.ToString()),
        SignInName.ByAddress(var address) => TryNamed(Address, address.ToString()),
        SignInName.ByNumen(var numen) => TryNamed(Numen, numen.Reveal()),
        _ => throw new InvalidOperationException("A closed set."),
    };

    public LdapFilter Keyed(DirectoryKey key) => Are(WithKey(key));

    /// <summary>
    /// Whatever the class of the entry: slapd would fetch everybody of that class, a megabyte of numbers, to intersect it with one. 389 Directory Server reads a value up to its first
    /// NUL: a key with one would find somebody else.
    /// </summary>
    public LdapFilter WithKey(DirectoryKey key) => Key.Is(key.Value.Contains('\0', StringComparison.Ordinal) ? Nobody.Value : key.Value);

    private static string[] NamesOf(IEnumerable<DirectoryAttribute> attributes) =>
    [
        .. attributes
            .Where(attribute => attribute.Exists)
            .Select(attribute => attribute.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private LdapFilter? TryNamed(DirectoryAttribute attribute, string text) => attribute.Exists ? Are(attribute.Is(text)) : null;
}

/// <summary>The attributes of establishments, parsed once from the options.</summary>
internal sealed class StructureVocabulary(DirectoryStructureOptions options)
{
    public DirectoryAttribute Uai { get; } = DirectoryAttribute.Parse(options.Uai);

    public DirectoryAttribute Key { get; } = DirectoryAttribute.Parse(options.Key);

    public DirectoryAttribute Name { get; } = DirectoryAttribute.Parse(options.Name);

    public DirectoryAttribute Type { get; } = DirectoryAttribute.Parse(options.Type);

    public DirectoryAttribute Nature { get; } = DirectoryAttribute.Parse(options.Nature);

    public DirectoryAttribute Sector { get; } = DirectoryAttribute.Parse(options.Sector);

    public DirectoryAttribute Town { get; } = DirectoryAttribute.Parse(options.Town);

    public DirectoryAttribute Phone { get; } = DirectoryAttribute.Parse(options.Phone);

    public IReadOnlyList<string> Names =>
    [
        .. new[] { Uai, Key, Name, Type, Nature, Sector, Town, Phone }
            .Where(attribute => attribute.Exists)
            .Select(attribute => attribute.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    public LdapFilter All => new LdapFilter.Equality("objectClass", options.ObjectClass);

    public LdapFilter With(IEnumerable<Rne> rnes) => Are(rnes.Select(rne => Uai.Is(rne.ToString())));

    /// <summary>The establishments that postings call so, with or without the source of their key.</summary>
    public LdapFilter Called(IEnumerable<string> keys) => Are(keys.SelectMany(Spellings).Distinct(StringComparer.Ordinal).Select(Key.Is));

    public IEnumerable<string> Spellings(string key) =>
        options.KeySource.Length == 0 || key.StartsWith(options.KeySource, StringComparison.OrdinalIgnoreCase) ? [key] : [key, options.KeySource + key];

    /// <summary>What postings may call an establishment of that key.</summary>
    public IEnumerable<string> NamesFor(string key) =>
        options.KeySource.Length > 0 && key.StartsWith(options.KeySource, StringComparison.OrdinalIgnoreCase) ? [key, key[options.KeySource.Length..]] : [key];

    private LdapFilter.And Are(IEnumerable<LdapFilter> conditions) =>
        new(new LdapFilter.Equality("objectClass", options.ObjectClass), new LdapFilter.Or([.. conditions]));
}
