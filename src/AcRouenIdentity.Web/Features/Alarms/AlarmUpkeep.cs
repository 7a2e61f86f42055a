using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Alarms;

/// <summary>Forgets codes that contest nothing any more.</summary>
internal sealed class AlarmUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AlarmUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromHours(1);

    protected override Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = Now;
        return services.GetRequiredService<IdentityDb>().ContestCodes.Where(code => code.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
    }

    protected override void Report(Exception exception) => Log.UpkeepFailed(logger, exception);
}
