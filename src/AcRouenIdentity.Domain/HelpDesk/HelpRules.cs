using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.HelpDesk;

/// <summary>Somebody who does something for others.</summary>
/// <param name="Roles">Those that they have now, each with how far it goes.</param>
public sealed record HelpActor(DirectoryKey Key, IReadOnlyDictionary<Role, Reach> Roles);

/// <summary>Whom it is done for.</summary>
/// <param name="Serves">Their establishments.</param>
/// <param name="Roles">Those that they have themselves.</param>
public sealed record HelpTarget(DirectoryKey Key, IReadOnlyCollection<Rne> Serves, IReadOnlyCollection<Role> Roles);

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
    public static bool MayAtAll(HelpActor actor, HelpAct act) => actor.Roles.Any(own => !own.Value.IsNowhere && ActsOf[own.Key].Contains(act));

    public static HelpVerdict Decide(HelpActor actor, HelpAct act, HelpTarget target)
    {
        if (!MayAtAll(actor, act))
            return HelpVerdict.NoRole;
        if (actor.Key == target.Key)
            return HelpVerdict.Oneself;
        if (!actor.Roles.Any(own => ActsOf[own.Key].Contains(act) && own.Value.Covers(target.Serves)))
            return HelpVerdict.OutOfReach;
        if (PowerOf(target.Roles) > PowerOf(actor.Roles.Keys))
            return HelpVerdict.MorePrivileged;
        return IsPrivileged(target) && HelpActs.OfAccounts.Contains(act) ? HelpVerdict.NeedsSecond : HelpVerdict.Allowed;
    }

    /// <summary>Their account opens more than their own affairs.</summary>
    public static bool IsPrivileged(HelpTarget target) => PowerOf(target.Roles) >= PowerOf(Role.Agent);

    private static int PowerOf(IEnumerable<Role> roles) => roles.Select(PowerOf).DefaultIfEmpty(0).Max();

    private static int PowerOf(Role role) => role switch
    {
        Role.Staff => 0,
        Role.Secretariat or Role.HeadOfSchool => 1,
        Role.Agent => 2,
        Role.Supervisor or Role.ProvisioningOfficer or Role.Auditor => 3,
        Role.Administrator => 4,
    };
}
