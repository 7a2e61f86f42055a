using AcRouenIdentity.Web.Features.Shared.Work;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>Keeps the names of establishments as the directory has them.</summary>
internal sealed class SchoolUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SchoolUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromMinutes(15);

    /// <summary>A database that was just brought up to date has no names yet.</summary>
    protected override bool BeginsAtOnce => true;

    protected override Task TendAsync(IServiceProvider services, CancellationToken cancellationToken) => services.GetRequiredService<SchoolReading>().RefreshAsync(cancellationToken);

    protected override void Report(Exception exception) => Log.SchoolsNotRead(logger, exception);
}
