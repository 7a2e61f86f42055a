using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Provisioning;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>Postings as records of people have them.</summary>
internal static class Occupations
{
    /// <summary>What feeds write where somebody has no function.</summary>
    private const string NoFunction = "-";

    /// <summary>With one that says nothing for each establishment where the person has no function.</summary>
    public static IReadOnlyList<Posting> PostingsOf(string establishments, string? postings)
    {
        Posting[] said = [.. (postings?.Split('\n') ?? []).Select(PostingLine.Read)];
        var others = establishments.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Rne.Parse).Except(said.Select(posting => posting.Rne));
        return [.. said, .. others.Select(school => new Posting(school, NoFunction, "", null, null))];
    }

    public static Label? FunctionOf(Posting posting) =>
        posting.FunctionCode == NoFunction || string.IsNullOrWhiteSpace(posting.FunctionLabel) ? null : new Label(posting.FunctionCode, posting.FunctionLabel);

    public static Label? DisciplineOf(Posting posting) =>
        posting.DisciplineCode is { Length: > 0 } code && !string.IsNullOrWhiteSpace(posting.DisciplineLabel) ? new Label(code, posting.DisciplineLabel) : null;
}
