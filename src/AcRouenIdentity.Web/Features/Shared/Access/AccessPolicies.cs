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

    public const string Staff = nameof(Role.Staff);
}

public enum Role
{
    /// <summary>Loads the exports and decides about accounts (<see cref="RoleOptions"/>).</summary>
    ProvisioningOfficer,

    /// <summary>Has a function of direction in an establishment; what they may do is limited to theirs.</summary>
    HeadOfSchool,

    /// <summary>Hands letters over in an establishment; what they see is limited to theirs.</summary>
    Secretariat,

    /// <summary>Looks after the service (<see cref="RoleOptions"/>).</summary>
    Administrator,

    /// <summary>Answers whoever calls the assistance; what they may do is limited to whom they are there for.</summary>
    Agent,

    /// <summary>An agent who also approves what needs two, and follows what the assistance does.</summary>
    Supervisor,

    /// <summary>Reads the audit trail and what the assistance does, and changes nothing.</summary>
    Auditor,

    /// <summary>Anybody whose account is open.</summary>
    Staff,
}
