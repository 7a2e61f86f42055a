using System.Numerics;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>How far two words are from each other, counted in mistakes of typing: a letter too many, missing, wrong, or two that changed places.</summary>
internal static class Spelling
{
    private const int ShortestWithOne = 4;
    private const int ShortestWithTwo = 7;
    private const int LettersOfAMask = 32;

    /// <summary>Mistakes below which a word is still recognised: a short one would become any other.</summary>
    public static int MistakesBorneBy(string word) => word.Length switch
    {
        < ShortestWithOne => 0,
        < ShortestWithTwo => 1,
        _ => 2,
    };

    /// <summary>Which letters a word has: one bit each. Two words at a distance of n differ in 2n of them at most.</summary>
    public static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var letter in word)
            letters |= 1u << (letter % LettersOfAMask);
        return letters;
    }

    public static bool MayBeWithin(int mistakes, uint one, uint other) => BitOperations.PopCount(one ^ other) <= 2 * mistakes;

    /// <summary>Optimal string alignment distance (Damerau 1964, each letter touched once).</summary>
    /// <param name="atMost">Above that, the answer is one more, whatever the distance.</param>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int atMost)
    {
        if (Math.Abs(one.Length - other.Length) > atMost)
            return atMost + 1;

        Span<int> before = stackalloc int[other.Length + 1];
        Span<int> last = stackalloc int[other.Length + 1];
        Span<int> row = stackalloc int[other.Length + 1];
        for (var column = 0; column <= other.Length; column++)
            last[column] = column;
        for (var line = 1; line <= one.Length; line++)
        {
            if (Fill(row, line, last, before, one, other) > atMost)
                return atMost + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return Math.Min(last[other.Length], atMost + 1);
    }

    /// <returns>The least of the row: no later one is below it.</returns>
    private static int Fill(Span<int> row, int line, ReadOnlySpan<int> last, ReadOnlySpan<int> before, ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var least = row[0] = line;
        for (var column = 1; column <= other.Length; column++)
        {
            var wrong = last[column - 1] + (one[line - 1] == other[column - 1] ? 0 : 1);
            var distance = Math.Min(wrong, Math.Min(last[column], row[column - 1]) + 1);
            if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                distance = Math.Min(distance, before[column - 2] + 1);
            row[column] = distance;
            least = Math.Min(least, distance);
        }

        return least;
    }
}
