using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Staff;

/// <summary>Rows of an HR file, as records. A row with anything wrong in it is left out whole.</summary>
internal sealed class StaffRows(string file, FeedOptions options, StaffColumnMap columns, SharedNumens shared, KeysSeen keys)
{
    private const int AddressLines = 6;
    private static readonly string[] DateForms = ["dd/MM/yyyy", "yyyy-MM-dd"];

    public FeedRecord Tell(TableRow row)
    {
        if (row.State != TableRowState.Read)
            return LeaveOut(row, row.State == TableRowState.TooLong ? FeedIssueKind.ValueTooLong : FeedIssueKind.RowMalformed, null);

        var written = Cell(row, columns.Key);
        if (written is null || FeedKeys.Find(options.Staff.Source, written) is not { } key)
            return LeaveOut(row, FeedKeys.Wrong(written), null, written is null ? null : FeedValue.Detail(written));

        return Tell(row, new DirectoryKey(key));
    }

    private FeedRecord Tell(TableRow row, DirectoryKey key)
    {
        if (FindMistake(row) is { } mistake)
            return LeaveOut(row, mistake.Kind, key, mistake.Detail);
        if (!keys.Add(key.Value))
            return LeaveOut(row, FeedIssueKind.KeyTwice, key);

        return new FeedRecord.StaffSaid(
            new FeedStaffFacts
            {
                Key = key,
                Said = columns.Said,
                Numen = Numen.TryParse(Cell(row, columns.Numen), out var numen) ? numen : null,
                BirthName = Cell(row, columns.BirthName),
                BirthDate = Date(row, columns.BirthDate),
                Start = Date(row, columns.Start),
                End = Date(row, columns.End),
                PostalAddress = Address(row),
            },
            new FeedPlace(file, row.Line));
    }

    private (FeedIssueKind Kind, string? Detail)? FindMistake(TableRow row)
    {
        if (row.Fields.FirstOrDefault(field => field.Length > options.Limits.ValueLength) is not null)
            return (FeedIssueKind.ValueTooLong, null);
        if (row.Fields.FirstOrDefault(field => !FeedValue.IsClean(field.ReplaceLineEndings(" ").Replace('\t', ' '))) is not null)
            return (FeedIssueKind.ControlCharacter, null);
        if (new[] { columns.BirthDate, columns.Start, columns.End }.FirstOrDefault(column => Cell(row, column) is not null && Date(row, column) is null, -1) is >= 0 and var wrong)
            return (FeedIssueKind.DateImpossible, FeedValue.Detail(Cell(row, wrong)));
        if (Date(row, columns.Start) > Date(row, columns.End))
            return (FeedIssueKind.ServiceReversed, null);
        return FindNumenMistake(row) is { } kind ? (kind, null) : null;
    }

    private FeedIssueKind? FindNumenMistake(TableRow row)
    {
        if (Cell(row, columns.Numen) is not { } written)
            return null;
        if (!Numen.TryParse(written, out var numen))
            return FeedIssueKind.NumenMalformed;
        return shared.Contains(numen) ? FeedIssueKind.NumenShared : null;
    }

    /// <summary>Lines of the address, as many as an envelope takes (NF Z 10-011).</summary>
    private string? Address(TableRow row)
    {
        var lines = columns.PostalAddress
            .Select(line => string.Join(' ', line.Select(column => Cell(row, column)).Where(cell => cell is not null)))
            .SelectMany(line => line.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Take(AddressLines)
            .ToArray();
        return lines.Length == 0 ? null : string.Join('\n', lines);
    }

    private static string? Cell(TableRow row, int column) =>
        column >= 0 && column < row.Fields.Count && row.Fields[column].Trim() is { Length: > 0 } text ? text.IsNormalized() ? text : text.Normalize() : null;

    private static DateOnly? Date(TableRow row, int column) =>
        DateOnly.TryParseExact(Cell(row, column), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= 1900 ? date : null;

    private FeedRecord.Reported LeaveOut(TableRow row, FeedIssueKind kind, DirectoryKey? person, string? detail = null) =>
        new(new FeedIssue(kind, FeedIssueEffect.RecordLeftOut, FeedSubject.Staff, new FeedPlace(file, row.Line)) { Person = person, Detail = detail });
}
