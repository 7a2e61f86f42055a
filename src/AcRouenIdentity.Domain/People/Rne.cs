using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.People;

/// <summary>
/// Identifier of an establishment (UAI, formerly RNE): seven digits and a check letter, <c>0769001W</c>. The letter of replacement zones may be wrong
/// in the academic feeds, so the form alone decides here and <see cref="HasValidLetter"/> tells the rest (DOMAIN 4).
/// </summary>
public readonly partial record struct Rne
{
    private const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    private readonly string? value;

    private Rne(string value) => this.value = value;

    /// <summary>Département: the first three digits, <c>076</c>.</summary>
    public string Departement => value is null ? "" : value[..3];

    public bool HasValidLetter => value is not null && value[7] == Letters[int.Parse(value.AsSpan(0, 7), provider: null) % Letters.Length];

    public static bool TryParse(string? text, out Rne rne)
    {
        var folded = text?.Trim().ToUpperInvariant();
        var valid = folded is not null && Form().IsMatch(folded);
        rne = valid ? new Rne(folded!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not an RNE.</exception>
    public static Rne Parse(string text) =>
        TryParse(text, out var rne) ? rne : throw new FormatException("Not an RNE.");

    public override string ToString() => value ?? "";

    [GeneratedRegex(@"\A[0-9]{7}[A-Z]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
