using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.HelpDesk;

public enum HelpVerdict
{
    Allowed,

    /// <summary>Once another has said yes.</summary>
    NeedsSecond,

    /// <summary>None of their roles does that.</summary>
    NoRole,

    /// <summary>Nobody helps themselves.</summary>
    Oneself,

    /// <summary>The person serves elsewhere.</summary>
    OutOfReach,

    /// <summary>The person has more power than whoever would act.</summary>
    MorePrivileged,
}

/// <summary>Who may do what for whom (DESIGN, invariant 7). What no row names is refused.</summary>
public static class HelpRules
{
    private static readonly HelpAct[] OfAgents =
    [
        HelpAct.FindPeople, HelpAct.OpenCase, HelpAct.ReadCase, HelpAct.WorkOnCase, HelpAct.Verify, HelpAct.GiveCode, HelpAct.SendLetter, HelpAct.Unlock, HelpAct.EndSessions,
        HelpAct.RemoveBackupAddress, HelpAct.RecordBackupAddress, HelpAct.RemoveSecondFactors, HelpAct.BlockAccount,
    ];

    /// <summary>What each role may do. A supervisor has what an agent has.</summary>
    public static IReadOnlyDictionary<Role, IReadOnlyCollection<HelpAct>> ActsOf { get; } = new Dictionary<Role, IReadOnlyCollection<HelpAct>>
    {
        [Role.Agent] = OfAgents,
        [Role.Supervisor] = [.. OfAgents, HelpAct.MarkDeparted, HelpAct.Approve, HelpAct.Supervise],
        [Role.Secretariat] = [HelpAct.OpenCase, HelpAct.Vouch],
        [Role.HeadOfSchool] = [],
        [Role.ProvisioningOfficer] = [],
        [Role.Auditor] = [HelpAct.Supervise],
        [Role.Administrator] = [],
        [Role.Staff] = [],
    };

    /// <summary>The role may do that for somebody, wherever they serve.</summary>
    public static bool MayAtAll(Actor actor, HelpAct act) => TargetRules.Does(actor, role => Does(role, act));

    /// <summary>How far somebody may do that.</summary>
    public static Reach ReachOf(Actor actor, HelpAct act) => TargetRules.ReachOf(actor, role => Does(role, act));

    public static HelpVerdict Decide(Actor actor, HelpAct act, Target target) => TargetRules.Decide(actor, role => Does(role, act), target) switch
    {
        TargetVerdict.Allowed => TargetRules.IsPrivileged(target) && HelpActs.OfAccounts.Contains(act) ? HelpVerdict.NeedsSecond : HelpVerdict.Allowed,
        TargetVerdict.NoRole => HelpVerdict.NoRole,
        TargetVerdict.Oneself => HelpVerdict.Oneself,
        TargetVerdict.OutOfReach => HelpVerdict.OutOfReach,
        TargetVerdict.MorePrivileged => HelpVerdict.MorePrivileged,
    };

    private static bool Does(Role role, HelpAct act) => ActsOf[role].Contains(act);
}
