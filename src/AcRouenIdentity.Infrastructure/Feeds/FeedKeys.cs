using System.Globalization;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds;

/// <summary>Keys as the directory writes them, <c>AC-ROUEN$2828</c>, from what a feed writes: <c>2828</c>, or already with its source.</summary>
internal static partial class FeedKeys
{
    /// <summary>Null for what cannot be a key.</summary>
    public static string? Find(string source, string text) =>
        Bare().IsMatch(text) ? $"{source}${text}" : Sourced().IsMatch(text) ? text : null;

    /// <summary>What is wrong with a text that <see cref="Find"/> makes no key of.</summary>
    public static FeedIssueKind Wrong(string? text) => text is null ? FeedIssueKind.KeyMissing : FeedIssueKind.KeyMalformed;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\A[A-Z0-9-]{1,31}\$[A-Za-z0-9._-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sourced();
}

/// <summary>Keys that a reading has seen, in some twenty bytes each.</summary>
internal sealed class KeysSeen
{
    private const int SourceBits = 8;
    private readonly List<string> sources = [];
    private readonly HashSet<long> numbers = [];
    private readonly HashSet<string> others = new(StringComparer.Ordinal);

    /// <summary>False for one seen before.</summary>
    public bool Add(string key)
    {
        var dollar = key.IndexOf('$', StringComparison.Ordinal);
        var digits = key.AsSpan(dollar + 1);
        var counted = digits.Length < 17 && digits[0] != '0'
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && SourceOf(key.AsSpan(0, Math.Max(dollar, 0))) is >= 0 and var source
            ? (number << SourceBits) | (long)source
            : (long?)null;
        return counted is { } known ? numbers.Add(known) : others.Add(key);
    }

    /// <summary>Negative where there are too many of them to be counted.</summary>
    private int SourceOf(ReadOnlySpan<char> source)
    {
        for (var at = 0; at < sources.Count; at++)
        {
            if (source.SequenceEqual(sources[at]))
                return at;
        }

        if (sources.Count >= 1 << SourceBits)
            return -1;
        sources.Add(source.ToString());
        return sources.Count - 1;
    }
}
