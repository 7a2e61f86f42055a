using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>Nothing that a letter holds is ever logged but its reference.</summary>
internal static partial class Log
{
    [LoggerMessage(7100, LogLevel.Warning, "The letters of the theme: {File}, line {Line}: {Reason}. The default one is used.")]
    public static partial void LetterFileBroken(this ILogger logger, string file, int line, string reason);

    [LoggerMessage(7101, LogLevel.Warning, "The letter {Reference} does not fit its page at a size that reads well: it is printed smaller.")]
    public static partial void LetterIsTight(this ILogger logger, string reference);
}
