using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.People;

/// <summary>Identifiant: initial, surname and number (<c>fdurand1</c>). Case-insensitive, kept in lower case, never reused (DESIGN 4).</summary>
public readonly partial record struct Login
{
    private readonly string? value;

    private Login(string value) => this.value = value;

    public static bool TryParse(string? text, out Login login)
    {
        var folded = text?.Trim().ToLowerInvariant();
        var valid = folded is not null && Form().IsMatch(folded);
        login = valid ? new Login(folded!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a login.</exception>
    public static Login Parse(string text) =>
        TryParse(text, out var login) ? login : throw new FormatException("Not a login.");

    public override string ToString() => value ?? "";

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
