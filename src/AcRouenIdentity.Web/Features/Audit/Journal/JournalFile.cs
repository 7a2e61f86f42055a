using System.Globalization;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>Lines of the trail as rows of a file.</summary>
internal static class JournalFile
{
    public static IReadOnlyList<string> Headings(IStringLocalizer<AuditTexts> texts) =>
    [
        texts["ColumnWhen"], texts["ColumnWhat"], texts["ColumnFacts"], texts["ColumnPerson"], texts["ColumnPersonLogin"], texts["ColumnOfficer"], texts["ColumnOfficerLogin"], texts["ColumnCode"],
        texts["ColumnPosition"],
    ];

    public static IReadOnlyList<string> RowOf(JournalLine line) =>
    [
        line.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        line.What,
        string.Join("; ", line.Facts),
        line.Subject?.Name ?? "",
        line.Subject is { } subject ? subject.Login ?? subject.Subject : "",
        line.Officer?.Name ?? "",
        line.Officer is { } officer ? officer.Login ?? officer.Subject : "",
        line.Kind.ToString(),
        line.Position?.ToString(CultureInfo.InvariantCulture) ?? "",
    ];
}
