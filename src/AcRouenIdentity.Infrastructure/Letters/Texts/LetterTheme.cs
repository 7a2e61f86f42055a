using System.Text.Json;
using System.Text.Json.Serialization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Themes;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Letters.Texts;

/// <summary>Texts and look of the letters, from the first folder that has each of them and where it can serve; what cannot is named in the log.</summary>
internal sealed record LetterTheme(LetterLook Look, IReadOnlyDictionary<LetterKind, LetterTemplate> Letters, LetterTemplate HandOver)
{
    private const string ManifestFile = "theme.json";
    private const string DefaultColour = "#0b5c66";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, ReadCommentHandling = JsonCommentHandling.Skip };

    /// <param name="tryLetter">Throws a <see cref="LetterTemplateException"/> where a template cannot make a letter of that kind that fits.</param>
    /// <param name="trySheet">The same for the hand-over sheet.</param>
    /// <exception cref="InvalidOperationException">The last folder, the default theme's, cannot serve either: the installation is broken.</exception>
    public static LetterTheme Load(
        IReadOnlyList<string> folders, Action<LetterTemplate, LetterLook, LetterKind> tryLetter, Action<LetterTemplate, LetterLook> trySheet, ILogger log)
    {
        var look = LoadLook(folders, log);
        var letters = Enum.GetValues<LetterKind>().ToDictionary(
            kind => kind, kind => First(folders, folder => TemplateIn(folder, FileOf(kind), template => tryLetter(template, look, kind)), log));
        return new LetterTheme(look, letters, First(folders, folder => TemplateIn(folder, "hand-over.liquid", template => trySheet(template, look)), log));
    }

    /// <exception cref="InvalidOperationException">No theme says who writes.</exception>
    public static LetterLook LoadLook(IReadOnlyList<string> folders, ILogger log) => First(folders, folder => LookIn(folder), log);

    private static string FileOf(LetterKind kind) => kind switch
    {
        LetterKind.FirstAccess => "first-access.liquid",
        LetterKind.Recovery => "recovery.liquid",
        LetterKind.InaRenewal => "ina-renewal.liquid",
        LetterKind.AddressChange => "address-change.liquid",
    };

    private static T First<T>(IReadOnlyList<string> folders, Func<string, T?> find, ILogger log)
        where T : class
    {
        Exception? last = null;
        foreach (var folder in folders)
        {
            try
            {
                if (find(folder) is { } found)
                    return found;
            }
            catch (LetterFileException failure)
            {
                log.LetterFileBroken(failure.File, failure.Line, failure.Message);
                last = failure;
            }
        }

        throw new InvalidOperationException(
            $"No theme has what letters need, a section 'letters' in theme.json and letters/*.liquid; looked for in {string.Join(", ", folders)}.", last);
    }

    private static LetterTemplate? TemplateIn(string folder, string name, Action<LetterTemplate> check)
    {
        var file = Path.Combine(folder, "letters", name);
        if (!File.Exists(file))
            return null;
        var source = File.ReadAllText(file);
        try
        {
            var template = new LetterTemplate(source);
            check(template);
            return template;
        }
        catch (LetterTemplateException failure)
        {
            throw new LetterFileException(file, failure.Line ?? LiquidSource.LineOf(source, failure.Near), failure.Message, failure);
        }
    }

    private static LetterLook? LookIn(string folder)
    {
        var file = Path.Combine(folder, ManifestFile);
        if (!File.Exists(file) || JsonSerializer.Deserialize<Manifest>(File.ReadAllText(file), Json)?.Letters is not { } section)
            return null;
        if (!Ink.TryParse(section.Color ?? DefaultColour, out var colour, out var tint))
            throw new LetterFileException(file, LiquidSource.LineOf(File.ReadAllText(file), section.Color), "letters.color is not a colour such as #0b5c66", null);
        return new LetterLook(section.Sender, colour, tint, LogoIn(folder, section.Logo), section.Kinds);
    }

    private static PictureFile? LogoIn(string folder, string? logo)
    {
        if (logo is null)
            return null;
        var file = Path.Combine(folder, logo);
        try
        {
            return new PictureFile(File.ReadAllBytes(file));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new LetterFileException(file, 1, failure.Message, failure);
        }
    }

    private sealed record Manifest(LetterSection? Letters);

    private sealed record LetterSection
    {
        public IReadOnlyList<string> Sender { get; init; } = [];

        public string? Color { get; init; }

        public string? Logo { get; init; }

        public IReadOnlyDictionary<LetterKind, string> Kinds { get; init; } = new Dictionary<LetterKind, string>();
    }

    private sealed class LetterFileException(string file, int line, string message, Exception? inner) : Exception(message, inner)
    {
        public string File => file;

        public int Line => line;
    }
}
