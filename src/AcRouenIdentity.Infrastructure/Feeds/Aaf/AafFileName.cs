using System.Globalization;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>
/// What the name of an export says: <c>ENT2DVA-ENT16_Complet_20240916_PersEducNat_0000.xml</c>. <paramref name="Series"/> is what files of one export have in common
/// beside its date. Without date <paramref name="Date"/> is the first of all.
/// </summary>
internal sealed partial record AafFileName(string Name, AafContent Content, FeedKind Kind, string Series, DateOnly Date, int? Number)
{
    /// <summary>Null for files that are not AAF at all. In deltas, only the name says so: of the file, or of the archive around it.</summary>
    public static AafFileName? Find(string name, string container)
    {
        if (Form().Match(name) is not { Success: true } match)
            return null;

        var kind = IsDelta(name) || IsDelta(container) ? FeedKind.Delta : FeedKind.Complete;
        var number = match.Groups["number"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : (int?)null;
        return new AafFileName(name, ContentOf(match.Groups["content"].Value), kind, Day().Replace(match.Groups["series"].Value, ""), DateOf(name, container), number);
    }

    private static bool IsDelta(string name) => name.Contains("delta", StringComparison.OrdinalIgnoreCase);

    private static AafContent ContentOf(string content) => content.ToUpperInvariant() switch
    {
        "PERSEDUCNAT" => AafContent.People,
        "ETABEDUCNAT" => AafContent.Establishments,
        _ => AafContent.NotOurs,
    };

    private static DateOnly DateOf(string name, string container) =>
        Day().Matches(name).Concat(Day().Matches(container))
            .Select(match => DateOnly.TryParseExact(match.ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : default)
            .FirstOrDefault(date => date != default);

    [GeneratedRegex(
        @"\A(?<series>.*?)_?(?<content>PersEducNat|EtabEducNat|PersRelEleve|Eleve|MatiereEducNat|MatEducNat|MefEducNat)(?:_(?<number>[0-9]{4}))?\.xml\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex("(?<![0-9])20[0-9]{6}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}

internal enum AafContent
{
    People,
    Establishments,

    /// <summary>Pupils, parents, subjects: nothing of theirs is read.</summary>
    NotOurs,
}
