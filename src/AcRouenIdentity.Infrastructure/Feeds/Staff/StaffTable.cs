using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Staff;

/// <summary>One HR file, from its header on. It never throws for what is in the file: it ends, and says why.</summary>
internal sealed class StaffTable : IDisposable
{
    /// <summary>Values of one row.</summary>
    private const int RowFactor = 32;

    private readonly FeedText? text;
    private readonly TableReader? rows;

    private StaffTable(string path, FeedOptions options)
    {
        try
        {
            text = FeedText.Of(OpenFile(path), Detect(path), int.MaxValue);
            rows = new TableReader(text, options.Limits.ValueLength * RowFactor);
            Columns = ReadHeader(rows, options.Staff.Columns);
        }
        catch (Exception exception) when (Kind(exception) is not null)
        {
            Breakage = Kind(exception);
        }
    }

    public StaffColumnMap? Columns { get; }

    /// <summary>Why the file cannot be read on; null at its end.</summary>
    public FeedIssueKind? Breakage { get; private set; }

    /// <summary>Of the row last read.</summary>
    public int Line { get; private set; }

    public static StaffTable Open(string path, FeedOptions options) => new(path, options);

    public TableRow? Next()
    {
        if (Breakage is not null || Columns is null || Columns.Key < 0)
            return null;

        try
        {
            var row = rows!.Read();
            Line = row?.Line ?? Line;
            return row;
        }
        catch (Exception exception) when (Kind(exception) is not null)
        {
            Breakage = Kind(exception);
            return null;
        }
    }

    /// <summary>Columns that are configured and not there: without the key nothing can be read, another one says nothing.</summary>
    public IEnumerable<FeedIssue> HeaderIssues(string name)
    {
        if (Columns is null)
            return Breakage is null ? [new FeedIssue(FeedIssueKind.NothingToRead, FeedIssueEffect.RestOfFileLeftOut, FeedSubject.Staff, new FeedPlace(name, 0))] : [];

        var effect = Columns.Key < 0 ? FeedIssueEffect.RestOfFileLeftOut : FeedIssueEffect.Noted;
        return Columns.Missing.Select(column => new FeedIssue(FeedIssueKind.ColumnMissing, effect, FeedSubject.Staff, new FeedPlace(name, 1)) { Detail = FeedValue.Detail(column) });
    }

    public void Dispose() => text?.Dispose();

    private static StaffColumnMap? ReadHeader(TableReader rows, StaffColumns columns)
    {
        if (rows.ReadLine() is not { } header)
            return null;

        var map = StaffColumnMap.Read(header, columns);
        rows.Separator = map.Separator;
        return map;
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);

    private static FeedEncoding Detect(string path)
    {
        using var stream = OpenFile(path);
        return FeedEncoding.Detect(stream);
    }

    private static FeedIssueKind? Kind(Exception exception) => exception switch
    {
        FeedRefusal refusal => refusal.Kind,
        IOException or UnauthorizedAccessException => FeedIssueKind.FileUnreadable,
        _ => null,
    };
}
