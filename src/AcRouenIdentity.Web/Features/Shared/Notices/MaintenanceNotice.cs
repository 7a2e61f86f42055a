using System.Globalization;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>The maintenance message of now, in the language of the page.</summary>
public sealed class MaintenanceNotice(IOptionsMonitor<MaintenanceOptions> options, TimeProvider clock)
{
    public Notice? Current()
    {
        var notice = options.CurrentValue;
        if (!notice.IsDue(clock.GetUtcNow()))
            return null;
        return IsEnglish() && notice.MessageEnglish is { Length: > 0 } english ? new Notice(english, Language.English) : new Notice(notice.Message!, Language.French);
    }

    private static bool IsEnglish() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English;
}

/// <param name="Language">Of the text, which may not be that of the page.</param>
public sealed record Notice(string Text, string Language);
