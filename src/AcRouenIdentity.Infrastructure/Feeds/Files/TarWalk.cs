using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>
/// Files of a tar (POSIX.1-1988 ustar, pax and GNU long names), one after the other. The framework's reader believes the size of an extended header before it has read it:
/// 512 bytes make it take two gigabytes.
/// </summary>
internal sealed class TarWalk(Stream stream) : IDisposable
{
    private const int BlockLength = 512;
    private const int LongestExtension = 64 * 1024;
    private readonly byte[] block = new byte[BlockLength];
    private readonly byte[] skipped = new byte[32 * 1024];
    private TarContent? content;
    private string? longName;
    private long? longSize;

    /// <summary>Moves to the next file, over what is left of this one. Null at the end.</summary>
    /// <exception cref="InvalidDataException">Not a tar, or cut short.</exception>
    /// <exception cref="FeedRefusal">An entry that is no plain file.</exception>
    public TarFile? Next()
    {
        while (ReadHeader())
        {
            var size = longSize ?? Number(block.AsSpan(124, 12));
            switch ((char)block[156])
            {
                case '0' or '\0' or '7':
                    return File(size);
                case 'x':
                    ReadPax(ReadExtension(size));
                    break;
                case 'L':
                    longName = Encoding.UTF8.GetString(ReadExtension(size)).TrimEnd('\0');
                    break;
                case 'g' or '5':
                    (longName, longSize) = (null, null);
                    content = new TarContent(stream, size);
                    break;
                default:
                    throw new FeedRefusal(FeedIssueKind.ArchiveEntryUnsafe);
            }
        }

        return null;
    }

    public void Dispose()
    {
        content?.Dispose();
        stream.Dispose();
    }

    private TarFile File(long size)
    {
        var file = new TarFile(longName ?? ShortName(), content = new TarContent(stream, size));
        (longName, longSize) = (null, null);
        return file;
    }

    private bool ReadHeader()
    {
        SkipContent();
        stream.ReadExactly(block);
        if (block.AsSpan().ContainsAnyExcept((byte)0))
            return HasRightSum() ? true : throw new InvalidDataException("Not a tar header.");

        // The end is two empty blocks; some writers pad it to 20.
        while (stream.Read(skipped) > 0)
        {
        }

        return false;
    }

    private void SkipContent()
    {
        if (content is null)
            return;

        while (content.Read(skipped) > 0)
        {
        }

        stream.ReadExactly(skipped.AsSpan(0, (int)((BlockLength - (content.Length % BlockLength)) % BlockLength)));
        content = null;
    }

    private byte[] ReadExtension(long size)
    {
        if (size > LongestExtension)
            throw new FeedRefusal(FeedIssueKind.ArchiveTooLarge);

        var extension = new byte[size];
        content = new TarContent(stream, size);
        content.ReadExactly(extension);
        return extension;
    }

    /// <summary>Records <c>29 path=a/long/name\n</c>, their length first.</summary>
    private void ReadPax(ReadOnlySpan<byte> records)
    {
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space + 1 || length > records.Length)
                throw new InvalidDataException("Not a pax record.");

            ReadPaxRecord(Encoding.UTF8.GetString(records[(space + 1)..(length - 1)]));
            records = records[length..];
        }
    }

    private void ReadPaxRecord(string record)
    {
        if (record.StartsWith("path=", StringComparison.Ordinal))
            longName = record["path=".Length..];
        else if (record.StartsWith("size=", StringComparison.Ordinal))
            longSize = long.TryParse(record.AsSpan("size=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw new InvalidDataException("Not a size.");
    }

    private string ShortName()
    {
        var isUstar = block.AsSpan(257, 6).SequenceEqual("ustar\0"u8);
        var prefix = isUstar ? Text(block.AsSpan(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{Text(block.AsSpan(0, 100))}" : Text(block.AsSpan(0, 100));
    }

    /// <summary>Sum of the header's bytes, those of the sum itself taken as spaces.</summary>
    private bool HasRightSum()
    {
        var sum = 8L * ' ';
        for (var at = 0; at < BlockLength; at++)
            sum += at is >= 148 and < 156 ? 0 : block[at];
        return sum == Number(block.AsSpan(148, 8));
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field);

    /// <summary>Octal digits, or from 8 GiB on GNU's base 256 under a first byte of 0x80.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
            return BinaryPrimitives.ReadInt64BigEndian(field[^8..]) is >= 0 and var large ? large : throw new InvalidDataException("Not a size.");

        var number = 0L;
        foreach (var digit in field.Trim(" \0"u8))
            number = digit is >= (byte)'0' and <= (byte)'7' ? (number * 8) + digit - '0' : throw new InvalidDataException("Not a number of a tar header.");
        return number;
    }
}

/// <summary>One file of a tar. <paramref name="Content"/> is good until the next file is asked for.</summary>
internal sealed record TarFile(string Name, Stream Content);

/// <summary>So many bytes of the tar; closing it leaves the tar open.</summary>
internal sealed class TarContent(Stream tar, long length) : Stream
{
    private long left = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length { get; } = length;

    public override long Position
    {
        get => Length - left;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, left);
        var read = tar.Read(buffer[..wanted]);
        if (read == 0 && wanted > 0)
            throw new EndOfStreamException("The archive is cut short.");

        left -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
