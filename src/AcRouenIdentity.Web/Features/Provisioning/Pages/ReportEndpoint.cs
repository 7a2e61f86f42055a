using System.Globalization;
using System.Net.Mime;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Establishments;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>The report of a run as a file for a spreadsheet, written as it is read.</summary>
internal static class ReportEndpoint
{
    public static async Task<IResult> HandleAsync(int number, RunReports reports, SchoolNames names, CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(number, cancellationToken) is not { } report)
            return Results.NotFound();

        var schools = await names.FindAsync(await report.FindEstablishmentsAsync(cancellationToken), cancellationToken);
        var rows = new ReportRows(Wording.In(language: null), schools);
        return Results.Stream(
            stream => CsvReport.WriteAsync(stream, rows.Headings, rows.All(report), cancellationToken),
            MediaTypeNames.Text.Csv,
            string.Create(CultureInfo.InvariantCulture, $"chargement-{number}.csv"));
    }
}
