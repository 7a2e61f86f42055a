using System.Security.Cryptography;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Recovery.Requests;

/// <summary>Decides what strangers asked for, one after the other, outside their requests. What another process took down is left to it while it lives.</summary>
internal sealed class RecoveryWorker(IServiceScopeFactory scopes, RecoverySignal signal, TimeProvider clock, ILogger<RecoveryWorker> logger) : BackgroundService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                isMore = await TurnAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.TurnFailed(logger, exception);
            }

            if (!isMore)
                await signal.WaitAsync(Look, TimeProvider.System, stoppingToken);
        }
    }

    /// <returns>Whether something was decided, so that there may be more to do at once.</returns>
    private async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        var isAny = false;
        foreach (var request in await FindAsync(cancellationToken))
        {
            try
            {
                await DecideAsync(request, cancellationToken);
                isAny = true;
            }
            catch (DirectoryUnavailableException exception)
            {
                Log.DirectoryAway(logger, exception);
                return false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One that cannot be decided keeps nobody else waiting.
                Log.NotDecided(logger, request.Id, exception);
            }
        }

        return isAny;
    }

    private async Task<IReadOnlyList<RecoveryRequest>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var oldest = await scope.ServiceProvider.GetRequiredService<IdentityDb>().RecoveryRequests.AsNoTracking()
            .Where(request => request.ExpiresAt > now)
            .OrderBy(request => request.Id)
            .Take(AtOnce)
            .ToListAsync(cancellationToken);
        return [.. oldest.Where(request => request.TakenBy == Worker.Mine || Worker.IsGone(request.TakenBy, request.TakenUntil, now))];
    }

    private async Task DecideAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await (request.Kind switch
            {
                RecoveryRequestKind.MailCode => scope.ServiceProvider.GetRequiredService<MailCodeRequests>().DecideAsync(request, cancellationToken),
                RecoveryRequestKind.Letter => scope.ServiceProvider.GetRequiredService<LetterClaims>().DecideAsync(request, cancellationToken),
            });
        }
        catch (CryptographicException exception)
        {
            Log.Unreadable(logger, exception);
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().RecoveryRequests.Where(row => row.Id == request.Id).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
