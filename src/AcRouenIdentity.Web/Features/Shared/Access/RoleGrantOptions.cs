namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>Gives a role to the members of a group, to the holders of a function or to one person, as far as a scope goes. As somebody typed it; see <see cref="RoleGrant"/>.</summary>
public sealed class RoleGrantOptions
{
    /// <summary><c>Agent</c>, <c>Supervisor</c>, <c>Auditor</c>, <c>ProvisioningOfficer</c> or <c>Administrator</c>.</summary>
    public string? Role { get; set; }

    /// <summary>Name (<c>cn</c>) of a group of the directory; one of this, <see cref="Function"/> and <see cref="Login"/>.</summary>
    public string? Group { get; set; }

    /// <summary>Code of a function (<c>ENTPersonFonctions</c>).</summary>
    public string? Function { get; set; }

    public string? Login { get; set; }

    /// <summary>
    /// <c>academie</c>, a département (<c>076</c>), a UAI, or <c>etablissements</c>: those where the person has the function that gives the role, or all of theirs where a group or their login
    /// gives it.
    /// </summary>
    public string? Scope { get; set; }
}
