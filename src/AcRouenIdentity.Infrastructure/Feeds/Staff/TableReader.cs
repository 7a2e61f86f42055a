using System.Text;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Staff;

/// <summary>
/// Rows of a CSV file (RFC 4180, any separator), in constant memory. A quoted field may go over a few lines; one that never closes costs its own line and no more,
/// which is what readers that trust their file do not give.
/// </summary>
internal sealed class TableReader(FeedText text, int longestRow)
{
    private const int MostLinesOfARow = 8;
    private readonly char[] buffer = new char[16 * 1024];
    private readonly Queue<Line> waiting = new();
    private readonly StringBuilder line = new();
    private readonly List<string> fields = [];
    private int start;
    private int end;
    private int number;

    public char Separator { get; set; } = ';';

    /// <summary>A line as it stands: the header, before the separator is known. Null at the end.</summary>
    public string? ReadLine() => NextLine() is { TooLong: false } read ? read.Text : null;

    /// <summary>Null at the end. Empty lines are no rows.</summary>
    public TableRow? Read()
    {
        while (NextLine() is { } first)
        {
            if (first.TooLong)
                return new TableRow(first.Number, TableRowState.TooLong, []);
            if (!string.IsNullOrWhiteSpace(first.Text))
                return ReadRow(first);
        }

        return null;
    }

    private TableRow ReadRow(Line first)
    {
        var whole = first.Text;
        var others = new List<Line>();
        var state = Split(whole);
        while (state == SplitState.Open && others.Count < MostLinesOfARow - 1 && NextLine() is { TooLong: false } next)
        {
            others.Add(next);
            whole = $"{whole}\n{next.Text}";
            state = Split(whole);
        }

        if (state == SplitState.Whole)
            return new TableRow(first.Number, TableRowState.Read, fields.ToArray());

        GiveBack(others);
        return new TableRow(first.Number, TableRowState.Malformed, []);
    }

    /// <summary>Lines that a quote never closed took along are rows of their own.</summary>
    private void GiveBack(List<Line> others)
    {
        var after = waiting.ToArray();
        waiting.Clear();
        foreach (var given in others.Concat(after))
            waiting.Enqueue(given);
    }

    private SplitState Split(string row)
    {
        fields.Clear();
        for (var at = 0; ; at++)
        {
            var quoted = at < row.Length && row[at] == '"';
            var stop = quoted ? EndOfQuoted(row, at) : EndOfBare(row, at);
            if (stop < 0)
                return SplitState.Open;
            if (stop < row.Length && row[stop] != Separator)
                return SplitState.Wrong;

            fields.Add(quoted ? row[(at + 1)..(stop - 1)].Replace("\"\"", "\"", StringComparison.Ordinal) : row[at..stop]);
            if (stop == row.Length)
                return SplitState.Whole;
            at = stop;
        }
    }

    private int EndOfBare(string row, int at) => row.IndexOf(Separator, at) is >= 0 and var stop ? stop : row.Length;

    /// <summary>After the closing quote, or -1.</summary>
    private static int EndOfQuoted(string row, int at)
    {
        for (var next = row.IndexOf('"', at + 1); next >= 0; next = row.IndexOf('"', next + 2))
        {
            if (next + 1 >= row.Length || row[next + 1] != '"')
                return next + 1;
            if (next + 2 >= row.Length)
                return -1;
        }

        return -1;
    }

    private Line? NextLine()
    {
        if (waiting.TryDequeue(out var given))
            return given;
        if (!Fill())
            return null;

        line.Clear();
        number++;
        var tooLong = false;
        while (Fill())
        {
            var rest = buffer.AsSpan(start, end - start);
            var stop = rest.IndexOf('\n');
            var part = stop < 0 ? rest : rest[..stop];
            tooLong |= line.Length + part.Length > longestRow;
            if (!tooLong)
                line.Append(part);
            start += stop < 0 ? part.Length : stop + 1;
            if (stop >= 0)
                break;
        }

        if (line.Length > 0 && line[^1] == '\r')
            line.Length--;
        return new Line(number, tooLong, line.ToString());
    }

    private bool Fill()
    {
        if (start < end)
            return true;

        start = 0;
        end = text.Read(buffer);
        text.TokenEnded();
        return end > 0;
    }

    private enum SplitState
    {
        Whole,
        Open,
        Wrong,
    }

    private sealed record Line(int Number, bool TooLong, string Text);
}
