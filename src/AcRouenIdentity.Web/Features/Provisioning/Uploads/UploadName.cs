namespace AcRouenIdentity.Web.Features.Provisioning.Uploads;

/// <summary>The name under which a file of a browser is kept: one name and no path, of letters, digits, dots, hyphens and underscores.</summary>
internal static class UploadName
{
    private const int Longest = 120;
    private const string Nameless = "fichier";

    /// <param name="told">What the browser says, which may be a path of its machine, or of ours.</param>
    public static string Of(string? told)
    {
        var name = (told ?? "").Split('/', '\\')[^1];
        var kept = string.Concat(name.Select(letter => IsHarmless(letter) ? letter : '_'));
        // The end of a name says its kind.
        kept = (kept.Length > Longest ? kept[^Longest..] : kept).TrimStart('.');
        return kept.Length > 0 ? kept : Nameless;
    }

    private static bool IsHarmless(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
}
