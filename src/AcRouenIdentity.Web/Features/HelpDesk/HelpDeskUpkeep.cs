using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk;

/// <summary>Forgets cases that were closed long ago with all that was written in them, and codes that nobody reads out any more.</summary>
internal sealed class HelpDeskUpkeep(IServiceScopeFactory scopes, IOptions<HelpDeskOptions> options, TimeProvider clock, ILogger<HelpDeskUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromHours(1);

    protected override async Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (db, now, old) = (services.GetRequiredService<IdentityDb>(), Now, Now - options.Value.KeptFor);
        await db.CaseSteps.Where(row => row.ExpiresAt < now && (row.CodeHash != null || row.ProtectedCode != null)).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.CodeHash, (string?)null).SetProperty(row => row.ProtectedCode, (string?)null), cancellationToken);
        await db.Cases.Where(row => row.State == CaseState.Closed && row.ClosedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    protected override void Report(Exception exception) => Log.UpkeepFailed(logger, exception);
}
