using System.Text;

namespace AcRouenIdentity.Web.Features.Shared.Lists;

/// <summary>RFC 4180, with the byte order mark without which spreadsheets take accents for something else.</summary>
internal static class CsvFile
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Writes to a stream as the rows come, and leaves it open.</summary>
    public static async Task WriteAsync(Stream stream, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, Encoding, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(headings), cancellationToken);
        await foreach (var cells in rows.WithCancellation(cancellationToken))
            await writer.WriteLineAsync(Line(cells), cancellationToken);
    }

    private static ReadOnlyMemory<char> Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)).AsMemory();

    private static string Cell(string text)
    {
        var shown = IsFormula(text) ? "'" + text : text;
        return shown.AsSpan().IndexOfAny(",\"\r\n") < 0 ? shown : $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A spreadsheet would compute it (OWASP, CSV injection).</summary>
    private static bool IsFormula(string text) => text.TrimStart() is [('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'), ..];
}
