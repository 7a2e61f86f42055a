using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Access;

/// <summary>Somebody who does something to others, or for them.</summary>
/// <param name="Roles">Those that they have now, each with how far it goes.</param>
public sealed record Actor(DirectoryKey Key, IReadOnlyDictionary<Role, Reach> Roles);

/// <summary>Whom it is done to.</summary>
/// <param name="Serves">Their establishments.</param>
/// <param name="Roles">Those that they have themselves.</param>
public sealed record Target(DirectoryKey Key, IReadOnlyCollection<Rne> Serves, IReadOnlyCollection<Role> Roles);

public enum TargetVerdict
{
    Allowed,

    /// <summary>None of their roles does that.</summary>
    NoRole,

    /// <summary>Nobody does that to themselves.</summary>
    Oneself,

    /// <summary>The person serves elsewhere.</summary>
    OutOfReach,

    /// <summary>The person has more power than whoever would act.</summary>
    MorePrivileged,
}

/// <summary>What holds of every act on another (DESIGN, invariant 7): within reach, never on oneself, never on somebody with more power.</summary>
public static class TargetRules
{
    /// <param name="does">The roles that do it at all.</param>
    public static TargetVerdict Decide(Actor actor, Func<Role, bool> does, Target target)
    {
        if (!Does(actor, does))
            return TargetVerdict.NoRole;
        if (actor.Key == target.Key)
            return TargetVerdict.Oneself;
        if (!ReachOf(actor, does).Covers(target.Serves))
            return TargetVerdict.OutOfReach;
        return PowerOf(target.Roles) > PowerOf(actor.Roles.Keys) ? TargetVerdict.MorePrivileged : TargetVerdict.Allowed;
    }

    /// <summary>For somebody, wherever they serve.</summary>
    public static bool Does(Actor actor, Func<Role, bool> does) => !ReachOf(actor, does).IsNowhere;

    /// <summary>How far the roles that do it go, added up; the others lend nothing.</summary>
    public static Reach ReachOf(Actor actor, Func<Role, bool> does) =>
        actor.Roles.Where(own => does(own.Key)).Aggregate(Reach.Nowhere, (reach, own) => reach.And(own.Value));

    /// <summary>Their account opens more than their own affairs.</summary>
    public static bool IsPrivileged(Target target) => PowerOf(target.Roles) >= PowerOf(Role.Agent);

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
