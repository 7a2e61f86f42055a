using System.Text;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>RFC 4180, with the byte order mark without which spreadsheets take accents for something else.</summary>
internal static class CsvReport
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

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
    public static async Task WriteAsync(Stream stream, IReadOnlyList<string> headings, IEnumerable<ReportRow> rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, Encoding, leaveOpen: true) { NewLine = "\r\n" };
        foreach (var cells in rows.Select(row => row.Cells).Prepend(headings))
            await writer.WriteLineAsync(string.Join(',', cells.Select(Cell)).AsMemory(), cancellationToken);
    }

    private static string Cell(string text)
    {
        var shown = IsFormula(text) ? "'" + text : text;
        return shown.AsSpan().IndexOfAny(",\"\r\n") < 0 ? shown : $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A spreadsheet would compute it (OWASP, CSV injection).</summary>
    private static bool IsFormula(string text) => text.TrimStart() is [('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'), ..];
}
