using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Access;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>The person who asks, in one browser.</summary>
/// <param name="SessionId">A code counts in no other session.</param>
public sealed record BackupAddressOwner(Person Person, string SessionId)
{
    /// <summary>What stands behind their proof in this session: one factor, or two.</summary>
    public BackupAddressGround Ground { get; private init; } = BackupAddressGround.OneFactor;

    /// <summary>Who asks for this page.</summary>
    public static BackupAddressOwner Of(HttpContext context) => new(context.CurrentPerson(), context.CurrentSessionId())
    {
        Ground = context.ProvedTwoFactors() ? BackupAddressGround.TwoFactors : BackupAddressGround.OneFactor,
    };
}
