using System.Buffers;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>What each person has earned by the words of one search. Words come one after the other, and of each the best answer of a person counts.</summary>
internal sealed class Tally : IDisposable
{
    private readonly int people;
    private readonly int[] scores;
    private readonly byte[] seen;
    private readonly byte[] met;
    private byte word;
    private byte needed;
    private byte worth;

    public Tally(int people)
    {
        this.people = people;
        scores = Cleared<int>(people);
        seen = Cleared<byte>(people);
        met = Cleared<byte>(people);
    }

    public void BeginWord(WordWeight weight)
    {
        word++;
        worth = weight == WordWeight.Needed ? (byte)1 : (byte)0;
        needed += worth;
    }

    /// <summary>Better answers to a word come before lesser ones.</summary>
    public void Add(ReadOnlySpan<int> holders, int score)
    {
        foreach (var person in holders)
        {
            if (seen[person] == word)
                continue;
            seen[person] = word;
            scores[person] += score;
            met[person] += worth;
        }
    }

    /// <summary>The first people by score, then by their number, among those who have each needed word.</summary>
    public Ranking First(int atMost, Func<int, bool> passes)
    {
        var best = new PriorityQueue<int, (int Score, int Later)>(atMost + 1);
        var total = 0;
        for (var person = 0; person < people; person++)
        {
            if (met[person] != needed || !passes(person))
                continue;
            total++;
            best.Enqueue(person, (scores[person], -person));
            if (best.Count > atMost)
                best.Dequeue();
        }

        var first = new int[best.Count];
        for (var place = first.Length - 1; place >= 0; place--)
            first[place] = best.Dequeue();
        return new Ranking(first, total);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(scores);
        ArrayPool<byte>.Shared.Return(seen);
        ArrayPool<byte>.Shared.Return(met);
    }

    private static T[] Cleared<T>(int length)
    {
        var array = ArrayPool<T>.Shared.Rent(length);
        Array.Clear(array, 0, length);
        return array;
    }
}

internal enum WordWeight
{
    /// <summary>Whoever does not have the word is no answer.</summary>
    Needed,

    /// <summary>Whoever has the word comes before the others.</summary>
    Welcome,
}

/// <param name="People">Their numbers, the best first.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record Ranking(IReadOnlyList<int> People, int Total)
{
    public static Ranking Nobody { get; } = new([], 0);
}
