using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>One posting as the directory writes it, its establishment not resolved yet: a UAI or the key of a structure.</summary>
internal sealed partial record PostingText(string Establishment, string FunctionCode, string FunctionLabel, string? DisciplineCode, string? DisciplineLabel)
{
    /// <summary>What the feed writes where there is no function or no discipline: <c>43$-$SANS OBJET$-$SANS OBJET</c> (AAF).</summary>
    private const string Nothing = "-";

    public static PostingText? TryParse(string text, PostingForm form) => form switch
    {
        PostingForm.Dollars => TryParseDollars(text),
        PostingForm.SupannProfile => TryParseProfile(text),
    };

    public Posting At(Rne rne) => new(rne, FunctionCode, FunctionLabel, DisciplineCode, DisciplineLabel);

    /// <summary>Read from the right: the key of a structure may hold a dollar itself (<c>AC-ROUEN$43</c>).</summary>
    private static PostingText? TryParseDollars(string text)
    {
        if (text.Split('$') is not { Length: >= 5 } fields)
            return null;

        var establishment = string.Join('$', fields[..^4]).Trim();
        return establishment.Length == 0 || fields[^4].Trim() is "" or Nothing
            ? null
            : new PostingText(establishment, fields[^4].Trim(), fields[^3].Trim(), Something(fields[^2]), Something(fields[^2]) is null ? null : Something(fields[^1]));
    }

    /// <summary>Labels of supann codes stand in its tables, not in the entry: the code serves as both.</summary>
    private static PostingText? TryParseProfile(string text)
    {
        var elements = Element().Matches(text).ToLookup(match => match.Groups["name"].Value, match => match.Groups["code"].Value.Trim(), StringComparer.OrdinalIgnoreCase);
        var establishment = elements["etab"].FirstOrDefault();
        var function = elements["population"].FirstOrDefault() ?? elements["affil"].FirstOrDefault();

        return string.IsNullOrEmpty(establishment) || string.IsNullOrEmpty(function)
            ? null
            : new PostingText(establishment, function, function, elements["activite"].FirstOrDefault(), null);
    }

    private static string? Something(string field) => field.Trim() is { Length: > 0 } text && text != Nothing ? text : null;

    [GeneratedRegex(@"\[(?<name>[a-z]+)=(?:\{[^}\]]*\})?(?<code>[^\]]*)\]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Element();
}
