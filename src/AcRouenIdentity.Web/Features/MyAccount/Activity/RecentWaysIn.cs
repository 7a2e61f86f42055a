using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Passkeys;
using AcRouenIdentity.Web.Features.SecondFactors.Apps;
using AcRouenIdentity.Web.Features.Shared.Accounts;

namespace AcRouenIdentity.Web.Features.MyAccount.Activity;

public enum WayIn
{
    Passkey,
    App,
    BackupAddress,
}

/// <param name="Name">As its owner calls it; null where it has no name.</param>
/// <param name="Page">Where it is removed.</param>
public sealed record RecentWayIn(WayIn Kind, string? Name, DateTimeOffset AddedAt, string Page);

/// <summary>What was added lately by which somebody gets into an account: among them what a thief left there to come back.</summary>
public sealed class RecentWaysIn(PasskeyBook passkeys, AppBook apps, BackupAddressBook addresses, AccountBook accounts, TimeProvider clock)
{
    public static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<RecentWayIn>> FindAsync(Person person, CancellationToken cancellationToken)
    {
        var keys = (await passkeys.FindAsync(accounts.SubjectOf(person), cancellationToken))
            .Select(key => new RecentWayIn(WayIn.Passkey, key.Name, key.CreatedAt, AccountPaths.Passkeys));
        var own = (await addresses.FindAsync(person.Key, cancellationToken))
            .Select(address => new RecentWayIn(WayIn.BackupAddress, address.Address.Reveal(), address.Record.VerifiedAt, AccountPaths.BackupAddresses));
        IEnumerable<RecentWayIn> app = await apps.FindAsync(person, cancellationToken) is { } enrolled ? [new RecentWayIn(WayIn.App, null, enrolled.AddedAt, AccountPaths.SecondFactors)] : [];
        var since = clock.GetUtcNow() - Lately;
        return [.. keys.Concat(own).Concat(app).Where(way => way.AddedAt >= since).OrderByDescending(way => way.AddedAt)];
    }
}
