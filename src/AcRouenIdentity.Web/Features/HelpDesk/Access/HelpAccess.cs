using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Access;

namespace AcRouenIdentity.Web.Features.HelpDesk.Access;

/// <summary>Where it is decided who of the help desk may do what for whom, by <see cref="TargetAccess"/> and the table of the help desk, with both people as the directory describes them at this request.</summary>
public sealed class HelpAccess(TargetAccess targets)
{
    /// <summary>The agent may do that for somebody.</summary>
    public bool MayAtAll(Person agent, HelpAct act) => HelpRules.MayAtAll(targets.ActorOf(agent), act);

    public HelpVerdict Decide(Person agent, HelpAct act, Person target) => HelpRules.Decide(targets.ActorOf(agent), act, targets.TargetOf(target));

    /// <summary>How far the agent may do that.</summary>
    public Reach ReachOf(Person agent, HelpAct act) => HelpRules.ReachOf(targets.ActorOf(agent), act);
}
