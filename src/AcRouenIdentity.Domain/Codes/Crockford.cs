namespace AcRouenIdentity.Domain.Codes;

/// <summary>Crockford's base 32: digits and capitals without I, L, O and U. Whoever types may use any case, O for 0, I or L for 1, spaces and hyphens.</summary>
internal static class Crockford
{
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    public const int BitsPerCharacter = 5;
    private const int Group = 4;

    /// <param name="random">Unguessable bytes, at least five bits for each character; bits that are over are left out.</param>
    public static string Of(ReadOnlySpan<byte> random, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(random.Length * 8, length * BitsPerCharacter, nameof(random));
        Span<char> characters = stackalloc char[length];
        var (bits, held, next) = (0u, 0, 0);
        for (var at = 0; at < length; at++)
        {
            for (; held < BitsPerCharacter; held += 8)
                bits = (bits << 8) | random[next++];
            held -= BitsPerCharacter;
            characters[at] = Alphabet[(int)((bits >> held) & 31)];
        }

        return characters.ToString();
    }

    /// <returns>The characters that were meant, or null where the text has others, or another number of them.</returns>
    public static string? Read(string? typed, int length)
    {
        if (typed is null || typed.Length > 4 * length)
            return null;
        var meant = string.Concat(typed.Where(letter => !IsBetween(letter)).Select(Meant));
        return meant.Length == length && meant.All(Alphabet.Contains) ? meant : null;
    }

    public static string Grouped(string characters) => string.Join('-', characters.Chunk(Group).Select(group => new string(group)));

    private static bool IsBetween(char letter) => letter is '-' or '\u2010' or '\u2011' or '\u2013' || char.IsWhiteSpace(letter);

    private static char Meant(char letter) => char.ToUpperInvariant(letter) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var upper => upper,
    };
}
