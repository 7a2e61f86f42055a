namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>How a word that stands there answers the one that was typed.</summary>
internal enum Closeness
{
    Same,
    Beginning,
    OneMistake,
    TwoMistakes,
}

/// <summary>Words and the numbers of those who have them.</summary>
internal sealed class WordIndex
{
    private readonly string[] words;
    private readonly uint[] letters;
    private readonly int[] starts;
    private readonly int[] holders;

    private WordIndex(string[] words, int[] starts, int[] holders)
    {
        this.words = words;
        this.starts = starts;
        this.holders = holders;
        letters = Array.ConvertAll(words, Spelling.LettersOf);
    }

    public ReadOnlySpan<int> HoldersOf(int word) => holders.AsSpan(starts[word]..starts[word + 1]);

    /// <summary>Numbers of the words that may have been meant.</summary>
    public IEnumerable<(int Word, Closeness Closeness)> Find(string typed)
    {
        var place = Array.BinarySearch(words, typed, StringComparer.Ordinal);
        for (var next = place < 0 ? ~place : place; next < words.Length && words[next].StartsWith(typed, StringComparison.Ordinal); next++)
            yield return (next, words[next].Length == typed.Length ? Closeness.Same : Closeness.Beginning);

        var mistakes = Spelling.MistakesBorneBy(typed);
        var has = Spelling.LettersOf(typed);
        for (var word = 0; mistakes > 0 && word < words.Length; word++)
        {
            if (!Spelling.MayBeWithin(mistakes, has, letters[word]) || words[word].StartsWith(typed, StringComparison.Ordinal))
                continue;
            var distance = Spelling.Distance(typed, words[word], mistakes);
            if (distance <= mistakes)
                yield return (word, distance == 1 ? Closeness.OneMistake : Closeness.TwoMistakes);
        }
    }

    /// <summary>Collects words as they come.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private readonly List<(int Word, int Holder)> pairs = [];

        public void Add(int holder, IEnumerable<string> words)
        {
            foreach (var word in words)
            {
                if (!numbers.TryGetValue(word, out var number))
                    numbers.Add(word, number = numbers.Count);
                pairs.Add((number, holder));
            }
        }

        public WordIndex Build()
        {
            var words = numbers.Keys.ToArray();
            var order = numbers.Values.ToArray();
            Array.Sort(words, order, StringComparer.Ordinal);
            var rank = new int[order.Length];
            for (var place = 0; place < order.Length; place++)
                rank[order[place]] = place;

            var starts = new int[words.Length + 1];
            foreach (var (word, _) in pairs)
                starts[rank[word] + 1]++;
            for (var word = 0; word < words.Length; word++)
                starts[word + 1] += starts[word];
            return new WordIndex(words, starts, InPlaces(rank, starts));
        }

        /// <summary>Holders of each word, in the order in which they came.</summary>
        private int[] InPlaces(int[] rank, int[] starts)
        {
            var next = starts.ToArray();
            var holders = new int[pairs.Count];
            foreach (var (word, holder) in pairs)
                holders[next[rank[word]]++] = holder;
            return holders;
        }
    }
}
