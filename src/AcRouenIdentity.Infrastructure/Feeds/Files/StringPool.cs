using System.Text;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>
/// Gives the same string for the same text as long as it remembers it: names and labels repeat, and a national feed would hold them millions of times. Its size is fixed.
/// </summary>
internal sealed class StringPool
{
    private const int Slots = 1 << 16;
    private const int LongestShared = 64;
    private readonly string?[] slots = new string?[Slots];

    /// <summary>The text in Unicode form C. Half characters have none: see <see cref="FeedValue.IsClean"/>.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return "";
        if (text.Length > LongestShared)
            return Make(text);

        ref var slot = ref slots[string.GetHashCode(text) & (Slots - 1)];
        if (slot is null || !text.SequenceEqual(slot))
            slot = Make(text);
        return slot;
    }

    private static string Make(ReadOnlySpan<char> text)
    {
        var made = text.ToString();
        return made.AsSpan().ContainsAnyExceptInRange('\0', '\u007F') && !made.IsNormalized(NormalizationForm.FormC) ? made.Normalize(NormalizationForm.FormC) : made;
    }
}
