using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>
/// How an entry is bound to the one before: HMAC-SHA-256 (RFC 2104) over every field and the previous hash. Each field is preceded by its length,
/// so that no two entries give the same bytes.
/// </summary>
public sealed class AuditChain
{
    private readonly (long Until, byte[] Key)[] keys;

    public AuditChain(IOptions<AuditOptions> options)
    {
        var former = options.Value.FormerKeys.Select(key => (key.Until, ReadKey(key.KeyFile)));
        keys = [.. former, (long.MaxValue, ReadKey(options.Value.KeyFile))];
    }

    /// <summary>What the first entry has for previous hash.</summary>
    public static string Beginning { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>The hash of an entry at its position and after its previous hash, both already set.</summary>
    public string HashOf(AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyAt(entry.Position!.Value));
        Append(hash, entry.PreviousHash);
        Append(hash, entry.Position.Value);
        Append(hash, entry.Sequence);
        Append(hash, entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Append(hash, entry.Kind.ToString());
        Append(hash, entry.Subject);
        Append(hash, entry.Json);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private byte[] KeyAt(long position) => keys.First(key => position <= key.Until).Key;

    private static void Append(IncrementalHash hash, string? text)
    {
        if (text is null)
        {
            Append(hash, -1L);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.LongLength);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static byte[] ReadKey(string? file) => string.IsNullOrEmpty(file) ? [] : File.ReadAllBytes(file);
}
