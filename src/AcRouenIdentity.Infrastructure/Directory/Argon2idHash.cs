using System.Text;
using NSec.Cryptography;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>
/// A password as slapd's <c>{ARGON2}</c> scheme keeps it, in the text form of the reference implementation of Argon2 (RFC 9106).
/// Cost: 19 MiB, two passes, one lane (OWASP ASVS 5.0, 6.5).
/// </summary>
internal static class Argon2idHash
{
    private const int MemoryInKibibytes = 19_456;
    private const int Passes = 2;
    private const int HashLength = 32;

    /// <summary>In octets, what NSec's Argon2id takes.</summary>
    public const int SaltLength = 16;

    private static readonly Argon2id Algorithm =
        new(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = MemoryInKibibytes, NumberOfPasses = Passes });

    public static string Make(string password, ReadOnlySpan<byte> salt)
    {
        var hash = Algorithm.DeriveBytes(Encoding.UTF8.GetBytes(password), salt, HashLength);
        return $"{{ARGON2}}$argon2id$v=19$m={MemoryInKibibytes},t={Passes},p=1${Unpadded(salt)}${Unpadded(hash)}";
    }

    private static string Unpadded(ReadOnlySpan<byte> octets) => Convert.ToBase64String(octets).TrimEnd('=');
}
