using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>Forgets recoveries, requests and codes that are over.</summary>
internal sealed class RecoveryUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RecoveryUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromMinutes(1);

    protected override async Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (db, now) = (services.GetRequiredService<IdentityDb>(), Now);
        await db.RecoveryTickets.Where(ticket => ticket.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.RecoveryRequests.Where(request => request.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.AssistanceCodes.Where(code => code.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
    }

    protected override void Report(Exception exception) => Log.UpkeepFailed(logger, exception);
}
