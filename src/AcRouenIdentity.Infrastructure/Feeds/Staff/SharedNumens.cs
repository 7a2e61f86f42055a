using System.Globalization;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Infrastructure.Feeds.Staff;

/// <summary>NUMEN that several people have. They are packed into numbers, eight bytes each: the whole country takes ten megabytes while it is counted.</summary>
internal sealed class SharedNumens
{
    private readonly HashSet<long> shared;

    private SharedNumens(HashSet<long> shared) => this.shared = shared;

    /// <summary>Two rows of one person share nothing. <paramref name="rows"/> is enumerated once, and again where a NUMEN comes twice.</summary>
    public static SharedNumens Find(IEnumerable<(long Numen, string Key)> rows)
    {
        var twice = FindTwice(rows);
        if (twice.Count == 0)
            return new SharedNumens(twice);

        var owners = rows.Where(row => twice.Contains(row.Numen)).Distinct();
        return new SharedNumens([.. owners.GroupBy(row => row.Numen).Where(people => people.Count() > 1).Select(people => people.Key)]);
    }

    public bool Contains(Numen numen) => shared.Contains(Pack(numen));

    /// <summary>Two digits, a letter, seven digits, three letters: 100 × 26 × 10⁷ × 26³ fits.</summary>
    public static long Pack(Numen numen)
    {
        var text = numen.Reveal();
        var packed = long.Parse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        packed = (packed * 26) + text[2] - 'A';
        packed = (packed * 10_000_000) + long.Parse(text.AsSpan(3, 7), NumberStyles.None, CultureInfo.InvariantCulture);
        return text.AsSpan(10).ToString().Aggregate(packed, (sum, letter) => (sum * 26) + letter - 'A');
    }

    private static HashSet<long> FindTwice(IEnumerable<(long Numen, string Key)> rows)
    {
        var all = new List<long>();
        foreach (var row in rows)
            all.Add(row.Numen);
        all.Sort();

        var twice = new HashSet<long>();
        for (var at = 1; at < all.Count; at++)
        {
            if (all[at] == all[at - 1])
                twice.Add(all[at]);
        }

        return twice;
    }
}
