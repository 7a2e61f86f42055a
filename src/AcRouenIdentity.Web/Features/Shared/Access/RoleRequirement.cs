using AcRouenIdentity.Domain.People;
using Microsoft.AspNetCore.Authorization;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>The person of the signed-in browser has one of these roles now, as far as the extent says.</summary>
public sealed record RoleRequirement(IReadOnlyCollection<Role> AnyOf, RoleExtent Extent) : IAuthorizationRequirement
{
    /// <summary>Those of the roles that the person has so far; none where the requirement is not met.</summary>
    public IReadOnlyCollection<Role> HadBy(Person person, PersonRoles roles) => [.. AnyOf.Where(role => Extent switch
    {
        RoleExtent.Anywhere => roles.Has(person, role),
        RoleExtent.Academie => roles.ReachOf(person, role).IsEverywhere,
    })];
}

public enum RoleExtent
{
    /// <summary>Of some establishment at least.</summary>
    Anywhere,

    /// <summary>Of the whole académie.</summary>
    Academie,
}
