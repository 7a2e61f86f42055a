using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>Structures by what people's records call them: those that this reading describes, and those that earlier ones did.</summary>
internal sealed class AafStructures(IReadOnlyDictionary<StructureKey, Rne> earlier)
{
    private const int LongestKey = 96;
    private readonly Dictionary<string, Rne> known = earlier.ToDictionary(pair => pair.Key.Value, pair => pair.Value, StringComparer.Ordinal);

    public void Learn(string key, Rne rne) => known[key] = rne;

    public Rne? Find(string key) => known.TryGetValue(key, out var rne) ? rne : null;

    /// <summary>By the name in a person's record: <c>43</c>, or <c>AC-ROUEN$43</c>.</summary>
    public Rne? Find(string source, ReadOnlySpan<char> written)
    {
        if (source.Length + written.Length + 1 > LongestKey)
            return null;

        Span<char> key = stackalloc char[LongestKey];
        var length = written.Contains('$') ? 0 : source.Length + 1;
        if (length > 0)
        {
            source.CopyTo(key);
            key[source.Length] = '$';
        }

        written.CopyTo(key[length..]);
        return known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..(length + written.Length)], out var rne) ? rne : null;
    }
}
