namespace AcRouenIdentity.Ldap;

/// <summary>A search request (RFC 4511 section 4.5.1).</summary>
/// <param name="Base">The entry the search starts from; <see cref="LdapDn.Root"/> with <see cref="LdapSearchScope.Base"/> reads the root DSE.</param>
public sealed record LdapSearch(LdapDn Base, LdapSearchScope Scope, LdapFilter Filter)
{
    /// <summary>Asks for the names alone (<see cref="Attributes"/>).</summary>
    public static IReadOnlyList<string> NoAttributes { get; } = ["1.1"];

    /// <summary>The attributes wanted; none named means all user attributes, <c>+</c> all operational ones.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Most entries wanted; 0: as many as <see cref="LdapConnectionOptions.MaxEntries"/>.</summary>
    public int SizeLimit { get; init; }

    /// <summary>How long to wait; null: <see cref="LdapConnectionOptions.OperationTimeout"/>. The server is told too, in whole seconds.</summary>
    public TimeSpan? TimeLimit { get; init; }

    public LdapAliases Aliases { get; init; } = LdapAliases.Never;

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];

    public override string ToString() => $"{Scope} {Filter}";
}

public enum LdapSearchScope
{
    Base = 0,
    OneLevel = 1,
    Subtree = 2,
}

/// <summary>Which aliases the server dereferences.</summary>
public enum LdapAliases
{
    Never = 0,
    InSearching = 1,
    FindingBase = 2,
    Always = 3,
}
