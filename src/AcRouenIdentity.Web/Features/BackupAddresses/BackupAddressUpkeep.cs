using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Forgets codes, and the addresses they were sent to, once nothing is counted by them any more.</summary>
internal sealed class BackupAddressUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BackupAddressUpkeep> logger) : BackgroundService
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
                var old = clock.GetUtcNow() - Kept;
                await scope.ServiceProvider.GetRequiredService<IdentityDb>().MailCodes
                    .Where(code => code.ExpiresAt < old)
                    .ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.UpkeepFailed(logger, exception);
            }
        }
    }
}
