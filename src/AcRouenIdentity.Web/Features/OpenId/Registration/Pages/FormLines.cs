namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>Lists as forms have them: one value a line.</summary>
internal static class FormLines
{
    public static string Join(IEnumerable<string> values) => string.Join('\n', values);

    public static void Add(IList<string> list, string? lines)
    {
        foreach (var line in (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
            list.Add(line);
    }
}
