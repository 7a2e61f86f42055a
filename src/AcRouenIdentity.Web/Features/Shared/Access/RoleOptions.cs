using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Who may do what the directory says of nobody.</summary>
public sealed class RoleOptions : IValidatableObject
{
    public const string Section = "Roles";

    /// <summary>Logins of those who load the exports and decide about accounts.</summary>
    public IList<string> ProvisioningOfficers { get; } = [];

    /// <summary>Codes of the functions (<c>ENTPersonFonctions</c>) whose holders hand letters over in their establishment; absent: direction and administration.</summary>
    public IList<string> SecretariatFunctions { get; } = [];

    internal static IReadOnlyList<string> UsualSecretariat { get; } = ["DIR", "ADF"];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ProvisioningOfficers
        .Where(officer => !Login.TryParse(officer, out _))
        .Select(officer => new ValidationResult($"{Section}:{nameof(ProvisioningOfficers)}: \"{officer}\" is not a login."));
}
