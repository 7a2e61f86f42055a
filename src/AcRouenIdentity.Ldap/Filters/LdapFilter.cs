namespace AcRouenIdentity.Ldap;

/// <summary>
/// A search filter (RFC 4511 section 4.5.1.7), built as a value and never from text, so that nothing a person types can change its shape.
/// <see cref="ToString"/> gives that shape without the values (<c>(&amp;(uid=?)(objectClass=*))</c>): they may be personal.
/// </summary>
public abstract record LdapFilter
{
    /// <summary>Deepest nesting that is sent; servers have limits of the same order.</summary>
    public const int MaxDepth = 32;

    private LdapFilter()
    {
    }

    /// <summary>All of them; none at all is always true (RFC 4526).</summary>
    public sealed record And(params IReadOnlyList<LdapFilter> Filters) : LdapFilter
    {
        public override string ToString() => $"(&{string.Concat(Filters)})";
    }

    /// <summary>Any of them; none at all is always false (RFC 4526).</summary>
    public sealed record Or(params IReadOnlyList<LdapFilter> Filters) : LdapFilter
    {
        public override string ToString() => $"(|{string.Concat(Filters)})";
    }

    public sealed record Not(LdapFilter Filter) : LdapFilter
    {
        public override string ToString() => $"(!{Filter})";
    }

    public sealed record Equality(string Attribute, LdapValue Value) : LdapFilter
    {
        public override string ToString() => $"({Attribute}=?)";
    }

    public sealed record Present(string Attribute) : LdapFilter
    {
        public override string ToString() => $"({Attribute}=*)";
    }

    /// <summary>At least one of the three kinds of piece must be there.</summary>
    public sealed record Substrings(string Attribute) : LdapFilter
    {
        public LdapValue? Initial { get; init; }

        public IReadOnlyList<LdapValue> Any { get; init; } = [];

        public LdapValue? Final { get; init; }

        public override string ToString() => $"({Attribute}=?*)";
    }

    public sealed record GreaterOrEqual(string Attribute, LdapValue Value) : LdapFilter
    {
        public override string ToString() => $"({Attribute}>=?)";
    }

    public sealed record LessOrEqual(string Attribute, LdapValue Value) : LdapFilter
    {
        public override string ToString() => $"({Attribute}<=?)";
    }

    public sealed record Approximate(string Attribute, LdapValue Value) : LdapFilter
    {
        public override string ToString() => $"({Attribute}~=?)";
    }

    /// <summary>Extensible match: at least one of <see cref="Attribute"/> and <see cref="MatchingRule"/> must be there.</summary>
    public sealed record Extensible(LdapValue Value) : LdapFilter
    {
        public string? Attribute { get; init; }

        /// <summary>Object identifier or name of a matching rule.</summary>
        public string? MatchingRule { get; init; }

        /// <summary>True to match the attributes of the entry's name too.</summary>
        public bool MatchesName { get; init; }

        public override string ToString() => $"({Attribute}:{MatchingRule}:=?)";
    }
}
