using System.Globalization;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>A date as people type it in France: day, month, year, with or without separators. A year of two figures is of the last hundred years.</summary>
internal static class BirthDateText
{
    private static readonly string[] Forms =
    [
        "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy", "ddMMyyyy", "d/M/yy", "d-M-yy", "d.M.yy", "d M yy", "yyyy-MM-dd",
        "d MMMM yyyy", "d MMM yyyy",
    ];

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static DateOnly? TryParse(string? typed)
    {
        var text = (typed ?? "").Trim().Replace("1er ", "1 ", StringComparison.OrdinalIgnoreCase);
        return DateOnly.TryParseExact(text, Forms, French, DateTimeStyles.AllowWhiteSpaces, out var date)
            || DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out date)
            ? date
            : null;
    }
}
