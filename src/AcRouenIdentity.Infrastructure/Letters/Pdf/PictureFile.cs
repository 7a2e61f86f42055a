using System.Buffers.Binary;
using PdfSharp.Pdf;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>A PNG of a theme: eight bits a colour, not interlaced, nothing transparent. Its packed lines are those of a PDF, which takes them as they are (ISO 32000-1, 7.4.4.4).</summary>
internal sealed class PictureFile
{
    private const int Grey = 0;
    private const int Colours = 2;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private readonly byte[] lines;
    private readonly int channels;

    /// <exception cref="InvalidDataException">Not such a file; the message says why.</exception>
    public PictureFile(byte[] file)
    {
        if (!file.AsSpan().StartsWith(Signature) || file.Length < 33)
            throw new InvalidDataException("not a PNG");
        var header = file.AsSpan(16);
        Width = BinaryPrimitives.ReadInt32BigEndian(header);
        Height = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        if (header[8] != 8 || header[9] is not (Grey or Colours) || header[12] != 0 || Width is < 1 or > 4000 || Height is < 1 or > 4000)
            throw new InvalidDataException("save it as a PNG of 8 bits a colour without transparency, palette or interlacing, 4000 dots a side at most");
        channels = header[9] == Grey ? 1 : 3;
        lines = [.. Chunks(file)];
    }

    public int Width { get; }

    public int Height { get; }

    public PdfDictionary ToImage(PdfDocument document)
    {
        var image = new PdfDictionary(document);
        image.CreateStream(lines);
        image.Elements.SetName("/Type", "/XObject");
        image.Elements.SetName("/Subtype", "/Image");
        image.Elements.SetInteger("/Width", Width);
        image.Elements.SetInteger("/Height", Height);
        image.Elements.SetInteger("/BitsPerComponent", 8);
        image.Elements.SetName("/ColorSpace", channels == 1 ? "/DeviceGray" : "/DeviceRGB");
        image.Elements.SetName("/Filter", "/FlateDecode");
        image.Elements["/DecodeParms"] = new PdfLiteral($"<</Predictor 15/Colors {channels}/BitsPerComponent 8/Columns {Width}>>");
        return image;
    }

    private static IEnumerable<byte> Chunks(byte[] file)
    {
        for (var at = Signature.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length < 0 || at + 12 + length > file.Length)
                throw new InvalidDataException("the file is cut");
            if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                foreach (var one in file[(at + 8)..(at + 8 + length)])
                    yield return one;
            }

            at += 12 + length;
        }
    }
}
