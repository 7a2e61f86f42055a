namespace AcRouenIdentity.Infrastructure.Letters.Fonts;

/// <summary>Reads the fonts that the options name, once.</summary>
internal static class FontFiles
{
    public static LetterFonts Load(LetterPrinterOptions options) => new(
        Read(options.TextFont), Read(options.BoldFont), Read(options.CodeFont), [.. options.OtherFonts.Select(Read)]);

    /// <summary>What is wrong with the fonts, in the words of the configuration.</summary>
    public static IEnumerable<string> Failures(LetterPrinterOptions options)
    {
        var named = new[] { (nameof(options.TextFont), options.TextFont), (nameof(options.BoldFont), options.BoldFont), (nameof(options.CodeFont), options.CodeFont) }
            .Concat(options.OtherFonts.Select((font, at) => ($"{nameof(options.OtherFonts)}:{at}", font)));
        foreach (var (setting, file) in named)
        {
            if (Failure(file) is { } failure)
                yield return $"{LetterPrinterOptions.Section}:{setting}: {file} {failure}";
        }
    }

    private static string? Failure(string file)
    {
        if (!File.Exists(file))
            return $"is missing. Install {PackageOf(file)}, or name another font with TrueType outlines.";
        try
        {
            _ = Read(file);
            return null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return $"cannot serve: {failure.Message}.";
        }
    }

    private static string PackageOf(string file) => Path.GetFileName(Path.GetDirectoryName(file)) switch
    {
        "open-sans" => "the Debian package fonts-open-sans",
        "dejavu" => "the Debian package fonts-dejavu-core",
        _ => "it",
    };

    private static TrueTypeFont Read(string file) => new(File.ReadAllBytes(file));
}
