namespace AcRouenIdentity.Domain.People;

/// <summary>
/// Identifiant numérique académique: 12 characters of Crockford's base 32 (no I, L, O, U), the last one a check character, in groups of four. Printed on letters only; whoever
/// types it may use any case, O for 0, I or L for 1, spaces and hyphens. Confidential: its text form is masked, and <see cref="Reveal"/> is for its owner's letter alone.
/// </summary>
public readonly record struct Ina
{
    /// <summary>55 bits: eleven characters and their check character.</summary>
    public const int RandomBytes = 7;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Digits = 11;
    private const int Group = 4;
    private readonly string? value;

    private Ina(string value) => this.value = value;

    /// <param name="random"><see cref="RandomBytes"/> unguessable bytes; one bit is left out.</param>
    public static Ina Of(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomBytes);
        var number = 0ul;
        foreach (var octet in random)
            number = (number << 8) | octet;

        Span<char> characters = stackalloc char[Digits + 1];
        for (var at = 0; at < Digits; at++, number >>= 5)
            characters[at] = Alphabet[(int)(number & 31)];
        characters[Digits] = CheckOf(characters[..Digits]);
        return new Ina(characters.ToString());
    }

    public static bool TryParse(string? text, out Ina ina)
    {
        var typed = string.Concat((text ?? "").Where(letter => letter is not ('-' or ' ' or '\u00A0' or '\u202F')).Select(Canonical));
        var valid = typed.Length == Digits + 1 && typed.All(Alphabet.Contains) && typed[Digits] == CheckOf(typed.AsSpan(0, Digits));
        ina = valid ? new Ina(typed) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not an INA.</exception>
    public static Ina Parse(string text) => TryParse(text, out var ina) ? ina : throw new FormatException("Not an INA.");

    /// <summary>The 12 characters without their hyphens, for storage and comparison.</summary>
    public string Reveal() => value ?? "";

    /// <summary>As printed: three groups of four.</summary>
    public string RevealInGroups() => string.Join('-', Reveal().Chunk(Group).Select(group => new string(group)));

    public override string ToString() => "INA •••";

    private static char Canonical(char letter) => char.ToUpperInvariant(letter) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var upper => upper,
    };

    /// <summary>
    /// Weights are powers of three modulo 32, all odd, so that each single wrong character changes the sum, and two neighbours that change places change it too unless they are
    /// sixteen apart in the alphabet.
    /// </summary>
    private static char CheckOf(ReadOnlySpan<char> digits)
    {
        var (sum, weight) = (0, 1);
        foreach (var digit in digits)
        {
            sum += Alphabet.IndexOf(digit, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 32;
        }

        return Alphabet[sum % 32];
    }
}
