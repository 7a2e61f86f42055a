using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Search;

/// <summary>
/// Which words of establishments begin as what was typed, so that PostgreSQL is asked for whole words: of a beginning its index reads everybody, of whole words only those who have all of them.
/// </summary>
internal sealed class SchoolBeginnings(IReadOnlyList<string> known)
{
    /// <summary>So many words of one beginning are asked for as a beginning.</summary>
    private const int MostWords = 200;

    public static SchoolBeginnings None { get; } = new([]);

    public static async Task<SchoolBeginnings> ReadAsync(IdentityDb db, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
        new(await db.Database.SqlQueryRaw<string>(
            """
            SELECT DISTINCT known."Word" AS "Value" FROM unnest({0}) AS typed(word)
            CROSS JOIN LATERAL (SELECT "Word" FROM "SchoolWords" WHERE "Word" >= typed.word AND "Word" < typed.word || U&'\+10FFFF' LIMIT {1}) AS known
            """,
            words.ToArray(),
            MostWords + 1).ToListAsync(cancellationToken));

    /// <summary>Parts of a <c>tsquery</c>. A UAI is not among the words of establishments, and stays a beginning.</summary>
    public IReadOnlyList<string> Of(string word)
    {
        var begun = known.Where(one => one.StartsWith(word, StringComparison.Ordinal)).Take(MostWords + 1).ToArray();
        return char.IsAsciiDigit(word[0]) || begun.Length > MostWords ? [$"'/{word}':*"] : [.. begun.Select(one => $"'/{one}'")];
    }
}
