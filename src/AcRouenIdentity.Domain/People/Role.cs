namespace AcRouenIdentity.Domain.People;

/// <summary>What somebody may do beside what everybody may.</summary>
public enum Role
{
    /// <summary>Named in the configuration.</summary>
    ProvisioningOfficer,

    /// <summary>Has a function of direction in an establishment; what they may do is limited to theirs.</summary>
    HeadOfSchool,

    /// <summary>Hands letters over in an establishment; what they see is limited to theirs.</summary>
    Secretariat,

    /// <summary>Looks after the service: named in the configuration.</summary>
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
