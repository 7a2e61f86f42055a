using System.Text;
using System.Text.Json;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Themes;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>Finds the mails of a theme at start and tries each. One that is broken is said, with its file and line, and the next theme's is taken.</summary>
/// <param name="folders">Of themes, in the order in which they are looked up; the last one is the program's own.</param>
public sealed class MailTemplateLoader(IReadOnlyList<string> folders, MailFrame frame, ILogger<MailTemplateLoader> logger)
{
    private const string LayoutFile = "layout.html.liquid";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidOperationException">A template is missing or broken in every folder: the installation is broken.</exception>
    public MailTemplates Load()
    {
        var wordings = Enum.GetValues<MailKind>()
            .SelectMany(_ => Enum.GetValues<MailLanguage>(), (kind, language) => (kind, language))
            .ToDictionary(mail => mail, mail => First(FileOf(mail.kind, mail.language), template => Wording(template, mail.kind)));
        return new MailTemplates(wordings, First(LayoutFile, template => Layout(template, wordings)));
    }

    /// <summary><c>backup-address-code.fr.liquid</c>.</summary>
    private static string FileOf(MailKind kind, MailLanguage language) => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString())}.{language.Tag()}.liquid";

    private (MailWording, LiquidFault?) Wording(LiquidTemplate template, MailKind kind)
    {
        var wording = new MailWording(template, frame);
        return (wording, wording.FindProblem(MailFacts.Example(kind)));
    }

    private (MailLayout, LiquidFault?) Layout(LiquidTemplate template, Dictionary<(MailKind Kind, MailLanguage Language), MailWording> wordings)
    {
        var layout = new MailLayout(template, frame);
        foreach (var (mail, wording) in wordings)
        {
            layout.TryFill(wording.Say(MailFacts.Example(mail.Kind)), mail.Language, out var problem);
            if (problem is not null)
                return (layout, problem);
        }

        return (layout, null);
    }

    private T First<T>(string file, Func<LiquidTemplate, (T Template, LiquidFault? Problem)> tryOut)
        where T : class =>
        folders.Select(folder => Path.Combine(folder, "mails", file)).Where(File.Exists).Select(path => Read(path, tryOut)).FirstOrDefault(template => template is not null)
        ?? throw new InvalidOperationException($"No theme has a mails/{file} that can be used.");

    private T? Read<T>(string path, Func<LiquidTemplate, (T Template, LiquidFault? Problem)> tryOut)
        where T : class
    {
        if (ReadText(path) is not { } source)
            return null;
        if (LiquidTemplate.TryParse(source, out var problem) is { } template)
        {
            (var usable, problem) = tryOut(template);
            if (problem is null)
                return usable;
        }

        logger.TemplateIsBroken(path, problem!.Line, problem.Message);
        return null;
    }

    private string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path, StrictUtf8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            logger.TemplateIsBroken(path, 1, exception.Message);
            return null;
        }
    }
}
