using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Access;

/// <summary>Which role does what of <see cref="OfficeAct"/>, and to whom. What no row names is refused.</summary>
public static class OfficeRules
{
    public static IReadOnlyDictionary<Role, IReadOnlyCollection<OfficeAct>> ActsOf { get; } = new Dictionary<Role, IReadOnlyCollection<OfficeAct>>
    {
        [Role.ProvisioningOfficer] = [OfficeAct.ReadAccount, OfficeAct.DecideOnAccount, OfficeAct.AskLetter],
        [Role.HeadOfSchool] = [OfficeAct.Delegate],
        [Role.Secretariat] = [OfficeAct.HandOver],
        [Role.Agent] = [],
        [Role.Supervisor] = [],
        [Role.Auditor] = [],
        [Role.Administrator] = [],
        [Role.Staff] = [],
    };

    public static TargetVerdict Decide(Actor actor, OfficeAct act, Target target) => TargetRules.Decide(actor, role => Does(role, act), target) switch
    {
        // A sheet says nothing confidential, and shows who has decided what about whom: also about oneself, and about the powerful.
        TargetVerdict.Oneself or TargetVerdict.MorePrivileged when act == OfficeAct.ReadAccount => Reading(actor, target),
        var verdict => verdict,
    };

    /// <summary>How far somebody may do that.</summary>
    public static Reach ReachOf(Actor actor, OfficeAct act) => TargetRules.ReachOf(actor, role => Does(role, act));

    private static TargetVerdict Reading(Actor actor, Target target) => ReachOf(actor, OfficeAct.ReadAccount).Covers(target.Serves) ? TargetVerdict.Allowed : TargetVerdict.OutOfReach;

    private static bool Does(Role role, OfficeAct act) => ActsOf[role].Contains(act);
}
