using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>Argon2id (RFC 9106) in the PHC string form, as the reference implementation writes it. Cost: 19 MiB, two passes, one lane (OWASP ASVS 5.0, 6.5).</summary>
internal static class Argon2idHash
{
    private const int MemoryInKibibytes = 19_456;
    private const int Passes = 2;
    private const int HashLength = 32;

    /// <summary>In octets, what NSec's Argon2id takes.</summary>
    public const int SaltLength = 16;

    private static readonly Argon2id Algorithm =
        new(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = MemoryInKibibytes, NumberOfPasses = Passes });

    private static readonly string Prefix = string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryInKibibytes},t={Passes},p=1$");

    public static string Make(string secret, ReadOnlySpan<byte> salt) => $"{Prefix}{Unpadded(salt)}${Unpadded(Derive(secret, salt))}";

    /// <param name="hash">What <see cref="Make"/> gave.</param>
    /// <exception cref="InvalidOperationException">It has another form or cost.</exception>
    public static bool Verify(string hash, string secret)
    {
        if (!hash.StartsWith(Prefix, StringComparison.Ordinal) || hash[Prefix.Length..].Split('$') is not [var salt, var derived])
            throw new InvalidOperationException("A stored hash is not of a known form.");
        return CryptographicOperations.FixedTimeEquals(Derive(secret, Padded(salt)), Padded(derived));
    }

    private static byte[] Derive(string secret, ReadOnlySpan<byte> salt) => Algorithm.DeriveBytes(Encoding.UTF8.GetBytes(secret), salt, HashLength);

    // The PHC form leaves the padding out.
    private static string Unpadded(ReadOnlySpan<byte> octets) => Convert.ToBase64String(octets).TrimEnd('=');

    private static byte[] Padded(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
