using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Access;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>The person who asks, in one browser.</summary>
/// <param name="SessionId">A code counts in no other session.</param>
public sealed record BackupAddressOwner(Person Person, string SessionId)
{
    /// <summary>What stands behind their proof in this session: one factor, or two.</summary>
    public BackupAddressGround Ground { get; private init; } = BackupAddressGround.OneFactor;

    /// <summary>They told it to an agent: it waits, even if it is their first.</summary>
    public bool IsHelped { get; private init; }

    /// <summary>Who is on the telephone; the case stands in for the browser.</summary>
    /// <param name="reference">Of the case.</param>
    public static BackupAddressOwner OfCase(Person person, string reference) => new(person, $"case {reference}") { IsHelped = true };

    /// <summary>Who asks for this page.</summary>
    public static BackupAddressOwner Of(HttpContext context) => new(context.CurrentPerson(), context.CurrentSessionId())
    {
        Ground = context.ProvedTwoFactors() ? BackupAddressGround.TwoFactors : BackupAddressGround.OneFactor,
    };
}
