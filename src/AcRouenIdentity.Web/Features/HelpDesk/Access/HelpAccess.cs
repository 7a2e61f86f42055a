using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Access;

namespace AcRouenIdentity.Web.Features.HelpDesk.Access;

/// <summary>The one place where it is decided who may do what for whom; every page and every act of the help desk asks here, with both people as the directory describes them at this request.</summary>
public sealed class HelpAccess(PersonRoles roles)
{
    /// <summary>The agent may do that for somebody.</summary>
    public bool MayAtAll(Person agent, HelpAct act) => HelpRules.MayAtAll(ActorOf(agent), act);

    public HelpVerdict Decide(Person agent, HelpAct act, Person target) => HelpRules.Decide(ActorOf(agent), act, TargetOf(target));

    /// <summary>How far the agent may do that.</summary>
    public Reach ReachOf(Person agent, HelpAct act) => ActorOf(agent).Roles
        .Where(own => HelpRules.ActsOf[own.Key].Contains(act))
        .Aggregate(Reach.Nowhere, (reach, own) => reach.And(own.Value));

    private HelpActor ActorOf(Person person) => new(person.Key, RolesOf(person).ToDictionary(role => role, role => roles.ReachOf(person, role)));

    /// <summary>A closed account keeps the power that it would have again.</summary>
    private HelpTarget TargetOf(Person person) =>
        new(person.Key, [.. person.Postings.Select(posting => posting.Rne)], [.. RolesOf(person with { State = AccountState.Active })]);

    private IEnumerable<Role> RolesOf(Person person) => Enum.GetValues<Role>().Where(role => roles.Has(person, role));
}
