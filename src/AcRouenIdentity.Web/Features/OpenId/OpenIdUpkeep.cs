using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;

namespace AcRouenIdentity.Web.Features.OpenId;

/// <summary>Removes what ended long ago. Deleting twice deletes nothing more, so every node may run it.</summary>
internal sealed class OpenIdUpkeep(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<OpenIdOptions> options, ILogger<OpenIdUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.UpkeepFailed(logger, exception);
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = clock.GetUtcNow() - options.Value.KeepEndedFor;
        var tokens = await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        var authorizations = await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);

        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var deliveries = await db.Set<LogoutDelivery>().Where(delivery => delivery.ClosedAt < before).ExecuteDeleteAsync(cancellationToken);
        var sessions = await db.Sessions.Where(session => session.EndedAt < before).ExecuteDeleteAsync(cancellationToken);
        Log.Pruned(logger, before, tokens, authorizations, sessions, deliveries);
    }
}
