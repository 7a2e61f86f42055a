using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>A posting as one line of text: its five fields between dollars; a dollar or a line end inside a field becomes a space.</summary>
public static class PostingLine
{
    private const int Fields = 5;

    public static string Write(Posting posting) => string.Join(
        '$', posting.Rne.ToString(), Field(posting.FunctionCode), Field(posting.FunctionLabel), Field(posting.DisciplineCode), Field(posting.DisciplineLabel));

    /// <exception cref="FormatException">Not written by <see cref="Write"/>.</exception>
    public static Posting Read(string line) => line.Split('$') is { Length: Fields } fields
        ? new Posting(Rne.Parse(fields[0]), fields[1], fields[2], Something(fields[3]), Something(fields[4]))
        : throw new FormatException("Not a posting.");

    /// <summary>The first of several lines, or null.</summary>
    public static Posting? FirstOf(string? lines) => lines?.Split('\n') is [var first, ..] ? Read(first) : null;

    private static string Field(string? text) => (text ?? "").Replace('$', ' ').Replace('\n', ' ');

    private static string? Something(string field) => field.Length > 0 ? field : null;
}
