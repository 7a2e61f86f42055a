using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Forgets codes, and the addresses they were sent to, once nothing is counted by them any more; and what removed addresses were, once they can no longer be put back.</summary>
internal sealed class BackupAddressUpkeep(IServiceScopeFactory scopes, IOptions<BackupAddressOptions> options, TimeProvider clock, ILogger<BackupAddressUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await ForgetAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.UpkeepFailed(logger, exception);
            }
        }
    }
    private async Task ForgetAsync(IdentityDb db, CancellationToken cancellationToken)
    {
        var (old, removed) = (clock.GetUtcNow() - Kept, clock.GetUtcNow() - options.Value.ChangeDelay);
        await db.MailCodes.Where(code => code.ExpiresAt < old).ExecuteDeleteAsync(cancellationToken);
        await db.BackupAddresses.Where(address => address.RemovedAt <= removed && address.Protected != null).ExecuteUpdateAsync(
            update => update.SetProperty(address => address.Protected, (string?)null).SetProperty(address => address.Lookup, (string?)null),
            cancellationToken);
    }
}
