using System.Security.Cryptography;
using System.Text;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>
/// Salted SHA-512 in the form of directories (<c>{SSHA512}</c>), for secrets that nobody chose: with 80 random bits there is nothing to guess, and a mail server checks them all day long.
/// </summary>
internal static class SaltedHash
{
    /// <summary>In octets.</summary>
    public const int SaltLength = 16;

    public static string Make(string secret, ReadOnlySpan<byte> salt) =>
        "{SSHA512}" + Convert.ToBase64String([.. SHA512.HashData([.. Encoding.UTF8.GetBytes(secret), .. salt]), .. salt]);
}
