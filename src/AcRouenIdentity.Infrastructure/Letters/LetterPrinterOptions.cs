using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>With what letters are printed. Their texts and their look are the theme's.</summary>
public sealed class LetterPrinterOptions
{
    public const string Section = "Letters:Printing";

    /// <summary>The folder of the theme, then the default one's: where templates and <c>theme.json</c> are looked up. Given by the host, not by configuration.</summary>
    public IReadOnlyList<string> ThemeFolders { get; set; } = [];

    /// <summary>Font file of the text, with TrueType outlines.</summary>
    [Required]
    public string TextFont { get; set; } = "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf";

    [Required]
    public string BoldFont { get; set; } = "/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf";

    /// <summary>Font file of codes, identifiers and addresses: 0 and O, 1, l and I must not be taken for one another.</summary>
    [Required]
    public string CodeFont { get; set; } = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf";

    /// <summary>Where the characters that those fonts do not have are looked for, in this order.</summary>
    public IList<string> OtherFonts { get; } = ["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"];

    /// <summary>Whom to turn to, as letters say it: <c>l'assistance académique au 02 32 08 90 00</c>.</summary>
    public string? Assistance { get; set; }
}
