using System.Globalization;
using System.Resources;

namespace AcRouenIdentity.Web.Features.Letters.Commands;

/// <summary>What the commands say, in their language, before and after there is a host.</summary>
internal static class CommandWording
{
    private static readonly ResourceManager Texts = new(typeof(LettersTexts));

    public static string Text(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);

    public static string Text(string key, params object[] facts) => string.Format(CultureInfo.CurrentCulture, Text(key), facts);
}
