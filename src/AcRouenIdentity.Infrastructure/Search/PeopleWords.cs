using System.Globalization;
using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Search;

/// <summary>What each typed word must be of a person.</summary>
public enum WordMatch
{
    /// <summary>A word of the names, the login or the address.</summary>
    WholeName,

    /// <summary>The beginning of one.</summary>
    Name,

    /// <summary>The beginning of one, or of a word or the UAI of an establishment.</summary>
    Anything,
}

/// <summary>Finds the records of people by words, which the database keeps an index of. Whoever is erased has none.</summary>
public static class PeopleWords
{
    private const int MostWords = 8;
    private const int LongestWord = 40;

    /// <summary>The words of what somebody typed; of an address that was pasted, those before its domain, which everybody has.</summary>
    public static IReadOnlyList<string> OfTyped(string? text) => [.. Of(text?.Split('@')[0]).Take(MostWords)];

    /// <summary>As they are searched: letters and digits, without accents and case. Whatever is typed, a word is one, and no longer than a name.</summary>
    public static IEnumerable<string> Of(string? text)
    {
        var words = new StringBuilder();
        foreach (var rune in SearchText.Fold(text ?? "").EnumerateRunes())
            words.Append(IsOfAWord(rune) ? rune.ToString() : " ");
        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Shortened).Distinct();
    }

    /// <summary>Those who have every word, in no order.</summary>
    /// <param name="words">One at least, from <see cref="OfTyped"/>: nothing of them is an operator.</param>
    /// <param name="within">Where they serve. An establishment whose name begins like a UAI passes as well: whoever must not be shown is judged by the record.</param>
    public static async Task<IQueryable<PersonRecord>> PeopleWithAsync(this IdentityDb db, IReadOnlyList<string> words, WordMatch match, Reach within, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
            return db.People.FromSqlRaw(
                """
                SELECT person.* FROM "PeopleWords" AS word JOIN "PeopleNumbers" AS number ON number."Number" = word.rowid JOIN "People" AS person ON person."DirectoryKey" = number."DirectoryKey"
                WHERE "PeopleWords" MATCH {0}
                """,
                OnSqlite(words, match, within));

        if (match is WordMatch.Name && await NamesASchoolOnlyAsync(db, words, cancellationToken))
            return db.People.Where(person => false);
        var schools = match is WordMatch.Anything ? await SchoolBeginnings.ReadAsync(db, words, cancellationToken) : SchoolBeginnings.None;
        return db.People.FromSqlRaw("""SELECT * FROM "People" WHERE "Words" @@ CAST({0} AS tsquery)""", OnPostgreSql(words, match, within, schools));
    }

    /// <summary>
    /// Whether the longest word is one of establishments, and begins no name. The index of PostgreSQL gathers everybody of each beginning before it looks who has all of them:
    /// for "collège Jean Moulin" every Jean, though nobody is called Collège.
    /// </summary>
    private static async Task<bool> NamesASchoolOnlyAsync(IdentityDb db, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var longest = words.MaxBy(word => word.Length)!;
        return words.Count > 1
            && await db.Database.SqlQuery<bool>(
                $"""
                SELECT EXISTS (SELECT 1 FROM "SchoolWords" WHERE "Word" = {longest}) AND NOT EXISTS (SELECT 1 FROM "People" WHERE "Words" @@ CAST({$"'{longest}':*"} AS tsquery)) AS "Value"
                """).SingleAsync(cancellationToken);
    }

    /// <summary>A query of FTS5; what stands between quotation marks is a word.</summary>
    private static string OnSqlite(IReadOnlyList<string> words, WordMatch match, Reach within)
    {
        var said = string.Join(" AND ", words.Select(word => match is WordMatch.WholeName ? $"\"{word}\"" : $"\"{word}\"*"));
        var found = match is WordMatch.Anything ? $"({said})" : $"Names : ({said})";
        var places = within.Departements.Select(departement => $"\"{departement}\"*").Concat(within.Establishments.Select(rne => $"\"{rne}\""));
        return within.IsEverywhere ? found : $"{found} AND Places : ({string.Join(" OR ", places)})";
    }

    /// <summary>A <c>tsquery</c>; what stands between apostrophes is a word.</summary>
    private static string OnPostgreSql(IReadOnlyList<string> words, WordMatch match, Reach within, SchoolBeginnings schools)
    {
        var found = string.Join(" & ", words.Select(word => match switch
        {
            WordMatch.WholeName => $"'{word}'",
            WordMatch.Name => $"'{word}':*",
            WordMatch.Anything => $"({string.Join(" | ", [$"'{word}':*", .. schools.Of(word)])})",
        }));
        var places = within.Departements.Select(departement => $"'#{departement}'").Concat(within.Establishments.Select(rne => $"'/{rne.ToString().ToLowerInvariant()}'"));
        return within.IsEverywhere ? found : $"{found} & ({string.Join(" | ", places)})";
    }

    private static bool IsOfAWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;

    private static string Shortened(string word) =>
        word.Length <= LongestWord ? word : char.IsHighSurrogate(word[LongestWord - 1]) ? word[..(LongestWord - 1)] : word[..LongestWord];
}
