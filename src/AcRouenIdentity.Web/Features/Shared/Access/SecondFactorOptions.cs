using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Of whom more than a password is required. Whoever enrolled a second factor on their own account is asked for it anyhow.</summary>
public sealed class SecondFactorOptions : IValidatableObject
{
    public const string Section = "SecondFactors";

    /// <summary>False: of nobody. A password that was guessed or lured out of an officer then opens what they may do.</summary>
    public bool IsRequired { get; set; } = true;

    /// <summary>Roles whose pages open to two factors only; absent: officers, administrators, agents, supervisors and auditors.</summary>
    public IList<Role> RequiredFor { get; } = [];

    internal static IReadOnlyList<Role> Usual { get; } = [Role.ProvisioningOfficer, Role.Administrator, Role.Agent, Role.Supervisor, Role.Auditor];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RequiredFor.Contains(Role.Staff))
            yield return new ValidationResult($"{Section}:{nameof(RequiredFor)}: {nameof(Role.Staff)} would keep everybody from the page where a second factor is enrolled.");
    }
}
