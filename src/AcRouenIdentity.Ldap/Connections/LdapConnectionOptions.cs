using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Ldap;

/// <summary>Time-outs of a connection, whom it trusts, and how much a server may send before it is dropped.</summary>
public sealed record LdapConnectionOptions
{
    /// <summary>For name resolution, connection and TLS together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>For one operation, from sending to its last answer; a search may have its own.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Certificates of the authorities that may sign a server's certificate; null: those of the system. See <see cref="LoadAuthorities"/>.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Whether revocation lists are asked. A directory's private authority rarely publishes any.</summary>
    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>Longest message, in octets. A photo fits.</summary>
    public int MaxMessageLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Deepest nesting of a message; an entry has five levels.</summary>
    public int MaxDepth { get; init; } = 10;

    /// <summary>Most entries and references in the answer to one search, or in one page.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Most octets in the answer to one search, or in one page.</summary>
    public int MaxSearchLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most operations waiting for their answer at one time.</summary>
    public int MaxPending { get; init; } = 1024;

    /// <summary>The certificates of a PEM file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CryptographicException">It holds no certificate, or one that is broken.</exception>
    public static X509Certificate2Collection LoadAuthorities(string pemFile)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(pemFile);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("The file holds no certificate.");
    }
}
