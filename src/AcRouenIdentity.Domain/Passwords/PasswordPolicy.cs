using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Domain.Passwords;

/// <summary>
/// What a chosen password must be: long, not guessable, not made of its owner's name. No composition rules, no expiry (CNIL 2022-100 case 2: 50 bits with
/// limited tries; ANSSI PG-078 R21-R27; NIST SP 800-63B-4).
/// </summary>
public sealed record PasswordPolicy(int MinLength, int MaxLength, double MinEntropyBits)
{
    public static PasswordPolicy Default { get; } = new(12, 128, 50);

    /// <summary>A word of the person's own is worth refusing from this length on.</summary>
    private const int TellingWord = 4;

    /// <param name="entropyBits">Estimate of <see cref="Ports.IPasswordStrength"/> with the same words.</param>
    /// <param name="personalWords">Names, login, address, NUMEN of the owner.</param>
    /// <returns>Every reason to refuse; empty when the password is good.</returns>
    public IReadOnlyList<PasswordFlaw> Check(string password, double entropyBits, IReadOnlyCollection<string> personalWords)
    {
        var flaws = new List<PasswordFlaw>();
        var length = new StringInfo(password).LengthInTextElements;
        if (length < MinLength)
            flaws.Add(PasswordFlaw.TooShort);
        if (length > MaxLength || password.Length > MaxLength * 2)
            flaws.Add(PasswordFlaw.TooLong);
        if (password.Any(char.IsControl))
            flaws.Add(PasswordFlaw.ControlCharacter);
        if (personalWords.Any(word => Tells(password, word)))
            flaws.Add(PasswordFlaw.PersonalWord);
        if (flaws.Count == 0 && entropyBits < MinEntropyBits)
            flaws.Add(PasswordFlaw.TooGuessable);
        return flaws;
    }

    private static bool Tells(string password, string word) =>
        word.Length >= TellingWord && Folded(password).Contains(Folded(word), StringComparison.Ordinal);

    private static string Folded(string text) =>
        string.Concat(PasswordText.Canonical(text).Normalize(NormalizationForm.FormD)
            .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark))
            .ToLowerInvariant();
}

public enum PasswordFlaw
{
    TooShort,
    TooLong,
    ControlCharacter,
    PersonalWord,
    TooGuessable,
}
