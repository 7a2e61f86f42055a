using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary>A preview, a run or a history on the terminal.</summary>
internal sealed class TerminalReport(Terminal terminal, Wording wording)
{
    public void Write(ReportRow row)
    {
        var place = (row.File, row.Line) switch
        {
            ("", _) => "",
            (var file, "") => file,
            (var file, var line) => $"{file}:{line}",
        };
        Write([row.What, row.Key, row.Person, row.Establishment, row.Reason, place], row);
    }

    /// <summary>A line of a person's history.</summary>
    public void Write(ReportRow row, PersonChange change, string moment)
    {
        var run = change.RunId is { } number ? $"{wording["ColumnRun"]} {number}" : "";
        Write([moment, row.What, row.Reason, change.By ?? "", change.Note ?? "", run], row);
    }

    private void Write(IEnumerable<string> facts, ReportRow row)
    {
        Say(string.Join(" | ", facts.Where(text => text.Length > 0)));
        if (row.Before.Length > 0)
            Say($"    {wording["ColumnBefore"]} : {row.Before}");
        if (row.After.Length > 0)
            Say($"    {wording["ColumnAfter"]} : {row.After}");
    }

    public void WriteSummary(IEnumerable<(string What, int Count)> counts, IEnumerable<string> conclusions)
    {
        var table = new Table().AddColumn(new TableColumn(new Text(wording["PartSummary"]))).AddColumn(new TableColumn(new Text(wording["ColumnNumber"])).RightAligned());
        foreach (var (what, count) in counts)
            table.AddRow(new Text(what), new Text(count.ToString("N0", wording.Culture)));

        terminal.Console.Write(table);
        foreach (var conclusion in conclusions)
            Say(conclusion);
    }

    /// <returns><see cref="ExitCodes.CannotRead"/>.</returns>
    public int Refuse(string reason) => terminal.Refuse(reason);

    public void WriteTable(IEnumerable<string> headings, IEnumerable<IReadOnlyList<string>> rows) => terminal.WriteTable(headings, rows);

    public void Say(string text) => terminal.Say(text);
}
