namespace AcRouenIdentity.Ldap;

/// <summary>
/// A distinguished name in its text form (RFC 4514). Names that the server gave are kept to the letter. Two names are equal when their texts are,
/// without case: only the server knows whether two spellings name one entry.
/// </summary>
public readonly struct LdapDn : IEquatable<LdapDn>
{
    private readonly string? text;

    private LdapDn(string text) => this.text = text;

    /// <summary>The empty name: the root DSE.</summary>
    public static LdapDn Root { get; }

    public bool IsRoot => string.IsNullOrEmpty(text);

    public static bool operator ==(LdapDn left, LdapDn right) => left.Equals(right);

    public static bool operator !=(LdapDn left, LdapDn right) => !left.Equals(right);

    /// <summary>True when the text follows RFC 4514; spaces after a comma are forgiven, people type them in configuration.</summary>
    public static bool TryParse(string? text, out LdapDn dn)
    {
        var valid = text is not null && DnReader.TryRead(text, out _);
        dn = valid ? new LdapDn(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a distinguished name.</exception>
    public static LdapDn Parse(string text) =>
        TryParse(text, out var dn) ? dn : throw new FormatException("Not a distinguished name.");

    /// <summary>The entry of that name just under this one.</summary>
    public LdapDn Child(LdapRdn name) => new(IsRoot ? name.ToString() : $"{name},{text}");

    /// <summary>The entry named by that attribute just under this one.</summary>
    /// <exception cref="ArgumentException">The attribute is not an attribute type.</exception>
    public LdapDn Child(string attribute, LdapValue value) => Child(new LdapRdn(attribute, value));

    /// <summary>The relative names, the entry's own first.</summary>
    /// <exception cref="FormatException">The server gave a name that is not one.</exception>
    public IReadOnlyList<LdapRdn> ToRdns() =>
        DnReader.TryRead(ToString(), out var rdns) ? rdns : throw new FormatException("Not a distinguished name.");

    /// <summary>The relative name of this entry where it stands directly below that one; null anywhere else, and for a name that is not one. Values are compared as most names are: without case.</summary>
    public LdapRdn? FindNameBelow(LdapDn parent)
    {
        if (!DnReader.TryRead(ToString(), out var names) || !DnReader.TryRead(parent.ToString(), out var above))
            return null;

        return names.Count == above.Count + 1 && names.Skip(1).Zip(above).All(pair => pair.First.Names(pair.Second)) ? names[0] : null;
    }

    public bool Equals(LdapDn other) => string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is LdapDn other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    public override string ToString() => text ?? "";

    internal static LdapDn FromServer(string text) => new(text);
}
