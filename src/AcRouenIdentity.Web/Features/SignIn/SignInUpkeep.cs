using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Ends the sessions that reached their absolute limit, so that their tokens and applications hear of it, and forgets sign-ins nobody finished, and counters and sessions nobody needs any more.</summary>
internal sealed class SignInUpkeep(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    IOptions<AttemptOptions> options,
    ILogger<SignInUpkeep> logger) : Upkeep(scopes, clock)
{
    private const int Batch = 200;

    protected override TimeSpan Period => TimeSpan.FromMinutes(1);

    protected override async Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await EndExpiredAsync(services, cancellationToken);
        await ForgetPendingAsync(services, cancellationToken);
        await ForgetCountersAsync(services, cancellationToken);
        await ForgetSessionsAsync(services, cancellationToken);
    }

    protected override void Report(Exception exception) => Log.UpkeepFailed(logger, exception);

    private async Task EndExpiredAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = Now;
        var db = services.GetRequiredService<IdentityDb>();
        var expired = db.Sessions.Where(session => session.EndedAt == null && session.ExpiresAt <= now).OrderBy(session => session.ExpiresAt).Take(Batch);
        await services.GetRequiredService<SessionEnding>().EndAsync(expired, SessionEnd.Expiry, cancellationToken);
    }

    private async Task ForgetPendingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = Now;
        await services.GetRequiredService<IdentityDb>().PendingSignIns.Where(pending => pending.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ForgetCountersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var old = Now - options.Value.FamiliarFor - AttemptSchedule.OnePlace.Memory;
        var db = services.GetRequiredService<IdentityDb>();
        await db.AttemptCounters.Where(counter => counter.LastTriedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ForgetSessionsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var old = Now - services.GetRequiredService<IOptions<SessionKeepingOptions>>().Value.KeepEndedFor;
        await services.GetRequiredService<IdentityDb>().Sessions.Where(session => session.EndedAt < old).ExecuteDeleteAsync(cancellationToken);
    }
}
