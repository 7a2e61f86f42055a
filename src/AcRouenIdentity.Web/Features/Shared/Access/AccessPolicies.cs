using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Names of the policies that guard pages. Each is granted to people by what they are today, read from the directory at each request.</summary>
public static class AccessPolicies
{
    public const string ProvisioningOfficer = nameof(Role.ProvisioningOfficer);

    public const string HeadOfSchool = nameof(Role.HeadOfSchool);

    public const string Secretariat = nameof(Role.Secretariat);

    public const string Administrator = nameof(Role.Administrator);

    public const string Agent = nameof(Role.Agent);

    public const string Supervisor = nameof(Role.Supervisor);

    public const string Auditor = nameof(Role.Auditor);

    public const string SupervisorOrAuditor = nameof(SupervisorOrAuditor);

    public const string Staff = nameof(Role.Staff);
}
