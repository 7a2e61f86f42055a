using AcRouenIdentity.Domain.Access;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

internal static class PersonDecisions
{
    /// <param name="verdict">Null of somebody whom nobody knows.</param>
    /// <returns>Null where it is theirs to decide.</returns>
    public static PersonDecision? RefusalOf(TargetVerdict? verdict) => verdict is { } known ? RefusalOf(known) : PersonDecision.Unknown;

    private static PersonDecision? RefusalOf(TargetVerdict verdict) => verdict switch
    {
        TargetVerdict.Allowed => null,
        TargetVerdict.Oneself => PersonDecision.OwnAccount,
        TargetVerdict.MorePrivileged => PersonDecision.MorePrivileged,
        TargetVerdict.OutOfReach or TargetVerdict.NoRole => PersonDecision.OutOfReach,
    };
}
