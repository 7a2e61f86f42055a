using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>
/// The one place where it is decided what somebody may do to somebody else, by the roles and the reach of the one and the power of the other, both as the directory describes them at this request. Each
/// table of acts (<see cref="OfficeRules"/>, the help desk's) is asked with what it says of them.
/// </summary>
public sealed class TargetAccess(PersonRoles roles)
{
    public TargetVerdict Decide(Person actor, OfficeAct act, Target target) => OfficeRules.Decide(ActorOf(actor), act, target);

    /// <summary>How far somebody may do that.</summary>
    public Reach ReachOf(Person actor, OfficeAct act) => OfficeRules.ReachOf(ActorOf(actor), act);

    public Actor ActorOf(Person person) => new(person.Key, RolesOf(person).ToDictionary(role => role, role => roles.ReachOf(person, role)));

    /// <summary>A closed account keeps the power that it would have again.</summary>
    public Target TargetOf(Person person) => new(person.Key, [.. person.Postings.Select(posting => posting.Rne)], [.. RolesOf(person with { State = AccountState.Active })]);

    private IEnumerable<Role> RolesOf(Person person) => Enum.GetValues<Role>().Where(role => roles.Has(person, role));
}
