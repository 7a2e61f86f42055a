using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>
/// Text of a feed, decoded strictly, in constant memory. Characters that no text has (XML 1.0, production 2) come out as <see cref="Intruder"/>, so that one of them
/// costs its record and not the rest of the file.
/// </summary>
internal sealed partial class FeedText : TextReader
{
    /// <summary>A noncharacter of Unicode that XML lets through.</summary>
    public const char Intruder = '\uFDD0';

    private const int ByteCount = 64 * 1024;
    private const int DeclarationLength = 256;
    private static readonly SearchValues<char> Impossible = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\t', '\n', '\r']), '\uFFFE', '\uFFFF']);

    private readonly Stream stream;
    private readonly int longestToken;
    private readonly byte[] bytes = new byte[ByteCount];
    private readonly char[] chars = new char[ByteCount + 4];
    private readonly Encoding? otherwise;
    private Decoder? decoder;
    private int byteStart;
    private int byteEnd;
    private int charStart;
    private int charEnd;
    private int sinceToken;
    private bool exhausted;

    private FeedText(Stream stream, int longestToken, Func<ReadOnlySpan<byte>, FeedEncoding> detect)
    {
        this.stream = stream;
        this.longestToken = longestToken;
        Fill();
        var encoding = detect(bytes.AsSpan(0, byteEnd));
        byteStart = encoding.Preamble;
        decoder = encoding.Known?.GetDecoder();
        otherwise = encoding.Otherwise;
    }

    /// <summary>The end of the file was reached by the one who reads.</summary>
    public bool Ended { get; private set; }

    /// <summary>
    /// An XML file: its byte order mark or declaration decides, else UTF-8, and from the first byte that is not UTF-8 on ISO-8859-15 (exports of 2013 have neither).
    /// </summary>
    /// <exception cref="FeedRefusal">An encoding that no export has.</exception>
    public static FeedText OfXml(Stream stream, int longestToken) => new(stream, longestToken, DetectXml);

    public static FeedText Of(Stream stream, FeedEncoding encoding, int longestToken) => new(stream, longestToken, _ => encoding);

    /// <summary>What was read so far made sense: the patience of the reader starts anew.</summary>
    public void TokenEnded() => sinceToken = 0;

    /// <summary>The decoded start of the text, without taking it.</summary>
    public ReadOnlySpan<char> PeekStart()
    {
        if (charStart == charEnd)
            Decode();
        return chars.AsSpan(charStart, charEnd - charStart);
    }

    public override int Peek() => throw new NotSupportedException();

    public override int Read() => throw new NotSupportedException();

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (charStart == charEnd)
            Decode();

        var taken = Math.Min(buffer.Length, charEnd - charStart);
        chars.AsSpan(charStart, taken).CopyTo(buffer);
        charStart += taken;
        sinceToken += taken;
        Ended = taken == 0;
        return sinceToken <= longestToken ? taken : throw new FeedRefusal(FeedIssueKind.ValueTooLong);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    private static FeedEncoding DetectXml(ReadOnlySpan<byte> start)
    {
        if (FeedEncoding.OfPreamble(start) is { } marked)
            return marked;

        var declaration = Declaration().Match(Encoding.Latin1.GetString(start[..Math.Min(start.Length, DeclarationLength)]));
        return declaration.Success
            ? FeedEncoding.Named(declaration.Groups["name"].Value) ?? throw new FeedRefusal(FeedIssueKind.EncodingUnknown)
            : FeedEncoding.Utf8OrLatin9;
    }

    private void Decode()
    {
        charStart = charEnd = 0;
        while (charEnd == 0 && !(exhausted && byteStart == byteEnd))
        {
            if (decoder is null)
                DecodeUtf8();
            else
                DecodeOther(decoder);
            if (charEnd == 0)
                Fill();
        }

        for (var text = chars.AsSpan(0, charEnd); text.IndexOfAny(Impossible) is >= 0 and var at; text = text[(at + 1)..])
            text[at] = Intruder;
    }

    private void DecodeUtf8()
    {
        var status = Utf8.ToUtf16(bytes.AsSpan(byteStart, byteEnd - byteStart), chars, out var read, out charEnd, replaceInvalidSequences: false, isFinalBlock: exhausted);
        byteStart += read;
        if (status == OperationStatus.InvalidData && charEnd == 0)
            decoder = (otherwise ?? throw new FeedRefusal(FeedIssueKind.EncodingUnknown)).GetDecoder();
    }

    private void DecodeOther(Decoder known)
    {
        try
        {
            charEnd = known.GetChars(bytes.AsSpan(byteStart, byteEnd - byteStart), chars, exhausted);
            byteStart = byteEnd;
        }
        catch (DecoderFallbackException)
        {
            throw new FeedRefusal(FeedIssueKind.EncodingUnknown);
        }
    }

    private void Fill()
    {
        var left = byteEnd - byteStart;
        Buffer.BlockCopy(bytes, byteStart, bytes, 0, left);
        byteStart = 0;
        byteEnd = left;
        var read = byteEnd == bytes.Length ? 0 : stream.ReadAtLeast(bytes.AsSpan(byteEnd), 1, throwOnEndOfStream: false);
        exhausted = read == 0 && byteEnd < bytes.Length;
        byteEnd += read;
    }

    [GeneratedRegex("""\A<\?xml[^>]*?\sencoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
