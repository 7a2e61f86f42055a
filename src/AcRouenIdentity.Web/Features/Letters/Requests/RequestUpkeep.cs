using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Requests;

/// <summary>Forgets requests that are a year old. Deleting twice deletes nothing more, so every node may run it.</summary>
internal sealed class RequestUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RequestUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var old = clock.GetUtcNow() - LetterRequest.KeptFor;
                await scope.ServiceProvider.GetRequiredService<IdentityDb>().LetterRequests.Where(request => request.AskedAt < old).ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.ForgettingFailed(logger, exception);
            }
        }
    }
}
