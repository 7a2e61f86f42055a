using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Who may do what the directory says of nobody.</summary>
public sealed class RoleOptions : IValidatableObject
{
    public const string Section = "Roles";

    /// <summary>Who has which role, and how far it goes. What several give is added up.</summary>
    public IList<RoleGrantOptions> Grants { get; } = [];

    /// <summary>Logins of those who load the exports and decide about accounts: a short form of a grant for the whole académie.</summary>
    public IList<string> ProvisioningOfficers { get; } = [];

    /// <summary>Logins of those who look after the service: they announce maintenance. The same short form.</summary>
    public IList<string> Administrators { get; } = [];

    /// <summary>Codes of the functions (<c>ENTPersonFonctions</c>) whose holders hand letters over in their establishment; absent: direction and administration.</summary>
    public IList<string> SecretariatFunctions { get; } = [];

    internal static IReadOnlyList<string> UsualSecretariat { get; } = ["DIR", "ADF"];

    /// <summary>Without effect unless groups are read from the directory.</summary>
    internal bool NameGroups => Grants.Any(grant => !string.IsNullOrWhiteSpace(grant.Group));

    /// <summary>The grants, in long form and in short.</summary>
    internal IEnumerable<RoleGrant> AllGrants =>
        Grants.Concat(InShort(Role.ProvisioningOfficer, ProvisioningOfficers)).Concat(InShort(Role.Administrator, Administrators)).Select(GrantReading.Read);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Misnamed(nameof(ProvisioningOfficers), ProvisioningOfficers),
        .. Misnamed(nameof(Administrators), Administrators),
        .. Grants.SelectMany((grant, index) => GrantReading.Failures(grant).Select(failure => new ValidationResult($"{Section}:{nameof(Grants)}:{index}: {failure}"))),
    ];

    private static IEnumerable<RoleGrantOptions> InShort(Role role, IEnumerable<string> logins) =>
        logins.Select(login => new RoleGrantOptions { Role = role.ToString(), Login = login, Scope = GrantReading.WholeAcademie });

    private static IEnumerable<ValidationResult> Misnamed(string list, IEnumerable<string> logins) => logins
        .Where(login => !Login.TryParse(login, out _))
        .Select(login => new ValidationResult($"{Section}:{list}: \"{login}\" is not a login."));
}
