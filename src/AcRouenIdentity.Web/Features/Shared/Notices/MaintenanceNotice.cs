using System.Globalization;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>The maintenance message of now, in the language of the page.</summary>
public sealed class MaintenanceNotice(IOptionsMonitor<MaintenanceOptions> options, TimeProvider clock)
{
    public string? Current()
    {
        var notice = options.CurrentValue;
        if (!notice.IsDue(clock.GetUtcNow()))
            return null;
        return IsEnglish() && !string.IsNullOrWhiteSpace(notice.MessageEnglish) ? notice.MessageEnglish : notice.Message;
    }

    private static bool IsEnglish() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English;
}
