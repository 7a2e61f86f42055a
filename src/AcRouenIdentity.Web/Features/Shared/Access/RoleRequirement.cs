using AcRouenIdentity.Domain.People;
using Microsoft.AspNetCore.Authorization;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>The person of the signed-in browser has this role now, as far as the extent says.</summary>
public sealed record RoleRequirement(Role Role, RoleExtent Extent) : IAuthorizationRequirement
{
    public bool IsMetBy(Person person, PersonRoles roles) => Extent switch
    {
        RoleExtent.Anywhere => roles.Has(person, Role),
        RoleExtent.Academie => roles.ReachOf(person, Role).IsEverywhere,
    };
}

public enum RoleExtent
{
    /// <summary>Of some establishment at least.</summary>
    Anywhere,

    /// <summary>Of the whole académie.</summary>
    Academie,
}
