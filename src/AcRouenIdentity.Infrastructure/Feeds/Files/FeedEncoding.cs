using System.Text;
using System.Text.Unicode;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>
/// How bytes become text. <paramref name="Known"/>: an encoding, or null for UTF-8; <paramref name="Otherwise"/>: what to go on with where bytes are not UTF-8;
/// <paramref name="Preamble"/>: bytes to skip.
/// </summary>
internal sealed record FeedEncoding(Encoding? Known, Encoding? Otherwise = null, int Preamble = 0)
{
    private const int ScanBytes = 64 * 1024;
    private static readonly Encoding Latin9 = Of("iso-8859-15");
    private static readonly Encoding Windows = Of("windows-1252");

    public static FeedEncoding Utf8OrLatin9 { get; } = new(null, Latin9);

    private static FeedEncoding Utf8 { get; } = new(Known: null);

    /// <summary>Null where there is no byte order mark.</summary>
    public static FeedEncoding? OfPreamble(ReadOnlySpan<byte> start) =>
        start.StartsWith("\uFEFF"u8) ? new FeedEncoding(null, Preamble: 3)
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? new FeedEncoding(new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true), Preamble: 2)
        : start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? new FeedEncoding(new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true), Preamble: 2)
        : null;

    /// <summary>Null for encodings that no export has.</summary>
    public static FeedEncoding? Named(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" or "US-ASCII" => Utf8,
        "ISO-8859-15" => new FeedEncoding(Latin9),
        "ISO-8859-1" or "WINDOWS-1252" => new FeedEncoding(Windows),
        _ => null,
    };

    /// <summary>
    /// Of a text without declaration, by reading the whole of it: its mark, UTF-8 if it is, else windows-1252 where it uses the bytes that only this one has, else ISO-8859-15.
    /// </summary>
    public static FeedEncoding Detect(Stream stream)
    {
        var buffer = new byte[ScanBytes];
        var kept = 0;
        var (first, utf8, windows) = (true, true, false);
        while (stream.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false) is > 0 and var read)
        {
            var bytes = buffer.AsSpan(0, kept + read);
            if (first && OfPreamble(bytes) is { } marked)
                return marked;

            first = false;
            windows |= bytes.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0;
            kept = utf8 ? TailAfterUtf8(bytes, ref utf8) : 0;
            bytes[^kept..].CopyTo(buffer);
        }

        return utf8 && kept == 0 ? Utf8 : new FeedEncoding(windows ? Windows : Latin9);
    }

    /// <summary>How many bytes at the end start a character that goes on in the next block.</summary>
    private static int TailAfterUtf8(ReadOnlySpan<byte> bytes, ref bool utf8)
    {
        for (var tail = 0; tail <= Math.Min(3, bytes.Length); tail++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^tail]))
                return tail;
        }

        utf8 = false;
        return 0;
    }

    private static Encoding Of(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException($"This framework does not know {name}.");
}
