using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Forgets codes, and the addresses they were sent to, once nothing is counted by them any more; and what removed addresses were, once they can no longer be put back.</summary>
internal sealed class BackupAddressUpkeep(IServiceScopeFactory scopes, IOptions<BackupAddressOptions> options, TimeProvider clock, ILogger<BackupAddressUpkeep> logger) : Upkeep(scopes, clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    protected override TimeSpan Period => TimeSpan.FromMinutes(10);

    protected override async Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (db, old, removed) = (services.GetRequiredService<IdentityDb>(), Now - Kept, Now - options.Value.ChangeDelay);
        await db.MailCodes.Where(code => code.ExpiresAt < old).ExecuteDeleteAsync(cancellationToken);
        await db.BackupAddresses.Where(address => address.RemovedAt <= removed && address.Protected != null).ExecuteUpdateAsync(
            update => update.SetProperty(address => address.Protected, (string?)null).SetProperty(address => address.Lookup, (string?)null),
            cancellationToken);
    }

    protected override void Report(Exception exception) => Log.UpkeepFailed(logger, exception);
}
