using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Names of the policies that guard pages. Each is granted to people by what they are today, read from the directory at each request.</summary>
public static class AccessPolicies
{
    /// <summary>For pages about people, each of whom is looked at (<see cref="TargetAccess"/>).</summary>
    public const string ProvisioningOfficer = nameof(Role.ProvisioningOfficer);

    /// <summary>For what is done to the whole académie at once: loading exports, printing letters.</summary>
    public const string OfficerOfTheAcademie = $"{nameof(Role.ProvisioningOfficer)}{nameof(RoleExtent.Academie)}";

    public const string HeadOfSchool = nameof(Role.HeadOfSchool);

    public const string Secretariat = nameof(Role.Secretariat);

    public const string Administrator = nameof(Role.Administrator);

    public const string Agent = nameof(Role.Agent);

    public const string Supervisor = nameof(Role.Supervisor);

    public const string Auditor = nameof(Role.Auditor);

    public const string SupervisorOrAuditor = nameof(SupervisorOrAuditor);

    public const string Staff = nameof(Role.Staff);
}
