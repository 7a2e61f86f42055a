using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace AcRouenIdentity.Testing.Letters;

/// <summary>A grey picture: a byte a dot, 0 is black.</summary>
public sealed record Picture(int Width, int Height, byte[] Grey);

/// <summary>Pages as pictures, drawn by poppler.</summary>
public static class Pictures
{
    private const string Program = "/usr/bin/pdftoppm";

    public static IReadOnlyList<Picture> Render(byte[] pdf, int dotsPerInch)
    {
        RealPart.Need("poppler-utils", () => File.Exists(Program));
        var folder = System.IO.Directory.CreateTempSubdirectory("acrouen-pictures-");
        try
        {
            var file = Path.Combine(folder.FullName, "letters.pdf");
            File.WriteAllBytes(file, pdf);
            using var drawing = Process.Start(new ProcessStartInfo(Program, ["-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), file, Path.Combine(folder.FullName, "page")]) { RedirectStandardError = true })!;
            var complaint = drawing.StandardError.ReadToEnd();
            drawing.WaitForExit();
            Assert.Equal("", complaint);
            return [.. folder.GetFiles("*.pgm").OrderBy(page => page.Name, StringComparer.Ordinal).Select(page => ReadPgm(File.ReadAllBytes(page.FullName)))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As <see cref="ToPng"/> writes it: eight bits of grey, lines as they are.</summary>
    public static Picture ReadPng(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        using var packed = new MemoryStream(png, 41, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33)));
        using var lines = new ZLibStream(packed, CompressionMode.Decompress);
        var grey = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            Assert.True(lines.ReadByte() == 0, "each line of a stored picture is written as it is");
            lines.ReadExactly(grey, y * width, width);
        }

        return new Picture(width, height, grey);
    }

    public static byte[] ToPng(Picture picture)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < picture.Height; y++)
            {
                deflate.WriteByte(0);
                deflate.Write(picture.Grey, y * picture.Width, picture.Width);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static Picture ReadPgm(byte[] file)
    {
        var head = Encoding.ASCII.GetString(file, 0, 40).Split('\n');
        Assert.Equal("P5", head[0]);
        var size = head[1].Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new Picture(size[0], size[1], file[^(size[0] * size[1])..]);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] summed = [.. type, .. data];
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        summed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Sum(summed));
        return chunk;
    }

    /// <summary>CRC-32 of the PNG specification.</summary>
    private static uint Sum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }

        return ~sum;
    }
}
