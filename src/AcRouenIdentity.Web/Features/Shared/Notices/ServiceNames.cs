using System.Globalization;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>What the services are called, in the language of the page.</summary>
public sealed class ServiceNames(IOptions<StatusOptions> options, IStringLocalizer<NoticeTexts> texts)
{
    public string Of(WatchedService service) => service.Name switch
    {
        { Length: > 0 } name => IsEnglish() && service.NameEnglish is { Length: > 0 } english ? english : name,
        _ => texts[$"Service{service.Key}"],
    };

    /// <summary>Those that are configured no more are left out.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<string> keys) => [.. options.Value.Watched.Where(service => keys.Contains(service.Key)).Select(Of)];

    private static bool IsEnglish() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English;
}
