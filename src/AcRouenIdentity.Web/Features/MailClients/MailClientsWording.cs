using System.Globalization;
using System.Resources;
using AcRouenIdentity.Web.Features.Shared.Languages;

namespace AcRouenIdentity.Web.Features.MailClients;

/// <summary>Words outside pages: in documents that speak both languages, in profiles, on the command line.</summary>
internal static class MailClientsWording
{
    private static readonly ResourceManager Texts = new(typeof(MailClientsTexts));

    public static IReadOnlyList<CultureInfo> Languages { get; } = [CultureInfo.GetCultureInfo(Language.French), CultureInfo.GetCultureInfo(Language.English)];

    public static string Text(string key, CultureInfo language) => Texts.GetString(key, language)!;
}
