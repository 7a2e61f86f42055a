using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>A role, and how far it goes for each person.</summary>
/// <param name="ReachOf">Nowhere for whoever does not get it.</param>
internal sealed record RoleGrant(Role Role, Func<Person, Reach> ReachOf)
{
    /// <summary>Roles that somebody gives; the others come with a function, or with an open account.</summary>
    public static IReadOnlyList<Role> Grantable { get; } = [Role.Agent, Role.Supervisor, Role.Auditor, Role.ProvisioningOfficer, Role.Administrator];

    /// <summary>Roles whose pages know no bounds: given for less than the académie, they would be given for all of it.</summary>
    public static IReadOnlyList<Role> Unbounded { get; } = [Role.Auditor, Role.Administrator];
}

/// <summary>How far a grant goes.</summary>
/// <param name="Fixed">The same for everybody; null: the establishments of the postings that give the role.</param>
internal sealed record GrantScope(Reach? Fixed)
{
    public Reach Over(IEnumerable<Posting> postings) => Fixed ?? Reach.OfEstablishments(postings.Select(posting => posting.Rne));
}
