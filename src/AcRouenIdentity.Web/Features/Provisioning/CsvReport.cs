using AcRouenIdentity.Web.Features.Shared.Lists;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>The report of a preview or a run as a file for a spreadsheet.</summary>
internal static class CsvReport
{
    /// <summary>Writes the file anew, for its owner alone: it names people.</summary>
    public static async Task WriteAsync(string path, IReadOnlyList<string> headings, IEnumerable<ReportRow> rows, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        await using var file = new FileStream(path, options);
        await WriteAsync(file, headings, rows, cancellationToken);
    }

    /// <summary>Writes to a stream and leaves it open.</summary>
    public static Task WriteAsync(Stream stream, IReadOnlyList<string> headings, IEnumerable<ReportRow> rows, CancellationToken cancellationToken) =>
        CsvFile.WriteAsync(stream, headings, rows.Select(row => (IReadOnlyList<string>)row.Cells).ToAsyncEnumerable(), cancellationToken);
}
