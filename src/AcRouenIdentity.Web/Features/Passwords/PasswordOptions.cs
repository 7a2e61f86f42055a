using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Passwords;

namespace AcRouenIdentity.Web.Features.Passwords;

public sealed class PasswordOptions
{
    public const string Section = "Passwords";

    /// <summary>In characters as a person counts them.</summary>
    [Range(8, 64)]
    public int MinLength { get; set; } = PasswordPolicy.Default.MinLength;

    [Range(64, 512)]
    public int MaxLength { get; set; } = PasswordPolicy.Default.MaxLength;

    /// <summary>CNIL 2022-100, case 2: 50 bits.</summary>
    [Range(30, 120)]
    public double MinEntropyBits { get; set; } = PasswordPolicy.Default.MinEntropyBits;

    /// <summary>Words of the place and the trade that everybody would try first; they add nothing to a password's strength.</summary>
    public IList<string> CommonWords { get; } =
    [
        "motdepasse", "azerty", "azertyuiop", "qsdfgh", "wxcvbn", "bonjour", "soleil", "chouchou", "doudou", "loulou", "rouen", "normandie",
        "lehavre", "academie", "rectorat", "education", "nationale", "college", "lycee", "ecole", "professeur", "prof", "webmail", "numen",
        "janvier", "fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        "printemps", "automne", "hiver", "rentree", "vacances", "marseille", "paris", "france",
    ];

    public PasswordPolicy Policy => new(MinLength, MaxLength, MinEntropyBits);
}
