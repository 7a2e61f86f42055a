using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>Forgets questions that nobody answered in time.</summary>
internal sealed class PasskeyUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PasskeyUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromMinutes(5);

    protected override Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = Now;
        return services.GetRequiredService<IdentityDb>().PasskeyChallenges.Where(challenge => challenge.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
    }

    protected override void Report(Exception exception) => logger.UpkeepFailed(exception);
}
