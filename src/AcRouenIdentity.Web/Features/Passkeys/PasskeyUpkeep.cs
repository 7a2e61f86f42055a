using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>Forgets questions that nobody answered in time.</summary>
internal sealed class PasskeyUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PasskeyUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var now = clock.GetUtcNow();
                await scope.ServiceProvider.GetRequiredService<IdentityDb>().PasskeyChallenges
                    .Where(challenge => challenge.ExpiresAt < now)
                    .ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.UpkeepFailed(exception);
            }
        }
    }
}
