namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Names of the policies that guard pages. Each is granted to people by what they are today, read from the directory at each request.</summary>
public static class AccessPolicies
{
    public const string ProvisioningOfficer = nameof(Role.ProvisioningOfficer);

    public const string HeadOfSchool = nameof(Role.HeadOfSchool);
}

public enum Role
{
    /// <summary>Named in the configuration (<see cref="RoleOptions"/>).</summary>
    ProvisioningOfficer,

    /// <summary>Has a function of direction in an establishment; what they may do is limited to theirs.</summary>
    HeadOfSchool,
}
