using System.Globalization;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>
/// Gives the first free number of a name. A name never ends in a digit, so that a name and its number can be told from the text and two names never meet by their
/// numbers; names that meet by being cut are told apart by the set.
/// </summary>
internal sealed class NumberedNames(RefusedNames refused, GivenIdentifiers given, NumberedForm form)
{
    private readonly Dictionary<string, int> nextNumbers = [];

    /// <returns>Null where the name is refused.</returns>
    public string? TryGive(NameStem stem) => Give(stem, refused);

    /// <summary>The last resort, which nothing refuses.</summary>
    public string Give(string neutral) => Give(new NameStem.Single(neutral), refused: null)!;

    private string? Give(NameStem stem, RefusedNames? refused)
    {
        var series = stem.CutTo(form.Longest);
        for (var number = nextNumbers.GetValueOrDefault(series, 1); ; number++)
        {
            var suffix = number < form.WrittenFrom ? "" : number.ToString(CultureInfo.InvariantCulture);
            var name = stem.CutTo(form.Longest - suffix.Length);
            if (refused?.Matches(name) == true)
                return null;

            var text = $"{name}{suffix}{form.Tail}";
            if (!given.Add(text))
                continue;

            nextNumbers[series] = number + 1;
            return text;
        }
    }
}

/// <param name="Longest">Characters before the tail.</param>
/// <param name="WrittenFrom">First number that is written.</param>
/// <param name="Tail">What follows: <c>@</c> and the domain, or nothing.</param>
internal sealed record NumberedForm(int Longest, int WrittenFrom, string Tail);
