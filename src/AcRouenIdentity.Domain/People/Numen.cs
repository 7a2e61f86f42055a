using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.People;

/// <summary>
/// Numéro d'identification de l'éducation nationale: 13 characters (CNIL, délibération 92-063). It identifies, it never proves;
/// it is confidential, so that its text form is masked and <see cref="Reveal"/> is called only where its owner or the directory needs it.
/// </summary>
public readonly partial record struct Numen
{
    private readonly string? value;

    private Numen(string value) => this.value = value;

    public static bool TryParse(string? text, out Numen numen)
    {
        var folded = text?.Trim().ToUpperInvariant();
        var valid = folded is not null && Form().IsMatch(folded);
        numen = valid ? new Numen(folded!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a NUMEN.</exception>
    public static Numen Parse(string text) =>
        TryParse(text, out var numen) ? numen : throw new FormatException("Not a NUMEN.");

    /// <summary>The 13 characters, for the directory and for the owner alone.</summary>
    public string Reveal() => value ?? "";

    public override string ToString() => "NUMEN •••";

    [GeneratedRegex(@"\A[0-9]{2}[A-Z][0-9]{7}[A-Z]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
