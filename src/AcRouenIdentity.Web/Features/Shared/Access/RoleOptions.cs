using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Who may do what the directory says of nobody.</summary>
public sealed class RoleOptions : IValidatableObject
{
    public const string Section = "Roles";

    /// <summary>Logins of those who load the exports and decide about accounts.</summary>
    public IList<string> ProvisioningOfficers { get; } = [];

    /// <summary>Logins of those who look after the service: they announce maintenance.</summary>
    public IList<string> Administrators { get; } = [];

    /// <summary>Codes of the functions (<c>ENTPersonFonctions</c>) whose holders hand letters over in their establishment; absent: direction and administration.</summary>
    public IList<string> SecretariatFunctions { get; } = [];

    internal static IReadOnlyList<string> UsualSecretariat { get; } = ["DIR", "ADF"];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Misnamed(nameof(ProvisioningOfficers), ProvisioningOfficers), .. Misnamed(nameof(Administrators), Administrators)];

    private static IEnumerable<ValidationResult> Misnamed(string list, IEnumerable<string> logins) => logins
        .Where(login => !Login.TryParse(login, out _))
        .Select(login => new ValidationResult($"{Section}:{list}: \"{login}\" is not a login."));
}
