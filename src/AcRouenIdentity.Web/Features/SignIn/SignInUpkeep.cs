using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Ends the sessions that reached their absolute limit, so that their tokens and applications hear of it, and forgets sign-ins nobody finished, and counters and sessions nobody needs any more.</summary>
internal sealed class SignInUpkeep(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    IOptions<AttemptOptions> options,
    ILogger<SignInUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private const int Batch = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await EndExpiredAsync(scope.ServiceProvider, stoppingToken);
                await ForgetPendingAsync(scope.ServiceProvider, stoppingToken);
                await ForgetCountersAsync(scope.ServiceProvider, stoppingToken);
                await ForgetSessionsAsync(scope.ServiceProvider, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.UpkeepFailed(logger, exception);
            }
        }
    }

    private async Task EndExpiredAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var db = services.GetRequiredService<IdentityDb>();
        var expired = db.Sessions.Where(session => session.EndedAt == null && session.ExpiresAt <= now).OrderBy(session => session.ExpiresAt).Take(Batch);
        await services.GetRequiredService<SessionEnding>().EndAsync(expired, SessionEnd.Expiry, cancellationToken);
    }

    private async Task ForgetPendingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await services.GetRequiredService<IdentityDb>().PendingSignIns.Where(pending => pending.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ForgetCountersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - options.Value.FamiliarFor - AttemptSchedule.OnePlace.Memory;
        var db = services.GetRequiredService<IdentityDb>();
        await db.AttemptCounters.Where(counter => counter.LastTriedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ForgetSessionsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - services.GetRequiredService<IOptions<SessionKeepingOptions>>().Value.KeepEndedFor;
        await services.GetRequiredService<IdentityDb>().Sessions.Where(session => session.EndedAt < old).ExecuteDeleteAsync(cancellationToken);
    }
}
