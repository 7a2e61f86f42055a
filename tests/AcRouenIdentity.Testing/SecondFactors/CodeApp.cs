using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Testing.SecondFactors;

/// <summary>An application of codes on somebody's telephone (RFC 6238), told its secret by the page that enrols it.</summary>
public sealed class CodeApp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly byte[] secret;
    private readonly TimeProvider clock;

    private CodeApp(byte[] secret, TimeProvider clock)
    {
        this.secret = secret;
        this.clock = clock;
    }

    /// <summary>Reads what is written for those who cannot scan.</summary>
    public static CodeApp Of(WebPage page, TimeProvider clock) =>
        Of(page.Document.QuerySelector("code.secret")?.TextContent ?? throw new InvalidOperationException($"No secret on {page.Address}:\n{page.Html}"), clock);

    /// <param name="text">The secret in base 32, with or without spaces.</param>
    public static CodeApp Of(string text, TimeProvider clock)
    {
        var bits = string.Concat(text.Replace(" ", "", StringComparison.Ordinal).Select(letter => Convert.ToString(Base32.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return new CodeApp([.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(8 * at, 8), 2))], clock);
    }

    /// <param name="late">By how much the telephone's clock is wrong, in seconds.</param>
    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA-1 is what RFC 6238 defines and applications do.")]
    public string Code(int late = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (clock.GetUtcNow().ToUnixTimeSeconds() - late) / 30);
        var digest = HMACSHA1.HashData(secret, counter);
        var at = digest[^1] & 0xF;
        var number = BinaryPrimitives.ReadInt32BigEndian(digest.AsSpan(at)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Six digits, and not those of now or near.</summary>
    public string WrongCode() => Enumerable.Range(0, 1_000_000).Select(number => number.ToString("D6", CultureInfo.InvariantCulture))
        .First(code => Enumerable.Range(-21, 43).All(step => Code(step * 30) != code));
}
