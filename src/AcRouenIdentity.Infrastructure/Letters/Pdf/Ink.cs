using System.Globalization;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>A colour of the screen (sRGB), each part as PDF writes it: from 0 to 1.</summary>
internal readonly partial record struct Ink(string Red, string Green, string Blue)
{
    public static readonly Ink Black = Of(0x16, 0x1C, 0x21);
    public static readonly Ink Full = Of(0, 0, 0);
    public static readonly Ink Grey = Of(0x4B, 0x56, 0x5E);
    public static readonly Ink Line = Of(0xB9, 0xC3, 0xC8);

    /// <param name="text">As in style sheets: <c>#0b5c66</c>.</param>
    public static bool TryParse(string? text, out Ink ink, out Ink tint)
    {
        var valid = text is not null && Hexadecimal().IsMatch(text);
        var parts = valid ? Convert.FromHexString(text.AsSpan(1)) : [0, 0, 0];
        (ink, tint) = (Of(parts[0], parts[1], parts[2]), Of(Tinted(parts[0]), Tinted(parts[1]), Tinted(parts[2])));
        return valid;
    }

    private static Ink Of(byte red, byte green, byte blue) => new(Part(red), Part(green), Part(blue));

    private static string Part(byte value) => (value / 255.0).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>So light that black letters stand on it as on paper, and that a printer without colour leaves it alone or nearly.</summary>
    private static byte Tinted(byte value) => (byte)(255 - ((255 - value) * 7 / 100));

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
