using AcRouenIdentity.Domain.Codes;

namespace AcRouenIdentity.Domain.People;

/// <summary>
/// Identifiant numérique académique: 12 characters of Crockford's base 32 (no I, L, O, U), the last one a check character, in groups of four. Printed on letters only; whoever
/// types it may use any case, O for 0, I or L for 1, spaces and hyphens. Confidential: its text form is masked, and <see cref="Reveal"/> is for its owner's letter alone.
/// </summary>
public readonly record struct Ina
{
    /// <summary>55 bits: eleven characters and their check character.</summary>
    public const int RandomBytes = 7;

    private const int Digits = 11;
    private readonly string? value;

    private Ina(string value) => this.value = value;

    /// <param name="random"><see cref="RandomBytes"/> unguessable bytes; one bit is left out.</param>
    public static Ina Of(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomBytes);
        var digits = Crockford.Of(random, Digits);
        return new Ina(digits + CheckOf(digits));
    }

    public static bool TryParse(string? text, out Ina ina)
    {
        var typed = Crockford.Read(text, Digits + 1);
        var valid = typed is not null && typed[Digits] == CheckOf(typed.AsSpan(0, Digits));
        ina = valid ? new Ina(typed!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not an INA.</exception>
    public static Ina Parse(string text) => TryParse(text, out var ina) ? ina : throw new FormatException("Not an INA.");

    /// <summary>The 12 characters without their hyphens, for storage and comparison.</summary>
    public string Reveal() => value ?? "";

    /// <summary>As printed: three groups of four.</summary>
    public string RevealInGroups() => Crockford.Grouped(Reveal());

    public override string ToString() => "INA •••";

    /// <summary>
    /// Weights are powers of three modulo 32, all odd, so that each single wrong character changes the sum, and two neighbours that change places change it too unless they are
    /// sixteen apart in the alphabet.
    /// </summary>
    private static char CheckOf(ReadOnlySpan<char> digits)
    {
        var (sum, weight) = (0, 1);
        foreach (var digit in digits)
        {
            sum += Crockford.Alphabet.IndexOf(digit, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 32;
        }

        return Crockford.Alphabet[sum % 32];
    }
}
