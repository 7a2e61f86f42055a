using System.Text;

namespace AcRouenIdentity.Ldap;

/// <summary>
/// One attribute or assertion value: octets, most often UTF-8 text (RFC 4511 section 4.1.5). It may be a password or a personal identifier,
/// so that <see cref="ToString"/> gives its length only.
/// </summary>
public readonly struct LdapValue : IEquatable<LdapValue>
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> bytes;

    public LdapValue(ReadOnlyMemory<byte> bytes) => this.bytes = bytes;

    /// <exception cref="ArgumentException">The text is not valid Unicode (a lone surrogate).</exception>
    public LdapValue(string text) => bytes = StrictUtf8.GetBytes(text);

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The value as text; octets that are not UTF-8 become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(bytes.Span);

    public static implicit operator LdapValue(string text) => new(text);

    public static bool operator ==(LdapValue left, LdapValue right) => left.Equals(right);

    public static bool operator !=(LdapValue left, LdapValue right) => !left.Equals(right);

    /// <summary>Same octets; the matching rules of an attribute are the server's.</summary>
    public bool Equals(LdapValue other) => bytes.Span.SequenceEqual(other.bytes.Span);

    public override bool Equals(object? obj) => obj is LdapValue other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(bytes.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => $"({bytes.Length} octets)";

    /// <summary>The text when the octets are valid UTF-8.</summary>
    internal bool TryGetText(out string text)
    {
        try
        {
            text = StrictUtf8.GetString(bytes.Span);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }
}
