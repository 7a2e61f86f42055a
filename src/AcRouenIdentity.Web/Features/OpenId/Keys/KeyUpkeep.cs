using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>Keeps to the schedule of the keys, and takes up what other nodes and commands did with them.</summary>
internal sealed class KeyUpkeep(IServiceScopeFactory scopes, KeyUptake uptake, TimeProvider clock, IOptions<OpenIdOptions> options, ILogger<KeyUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => options.Value.Keys.Polling;

    protected override void Report(Exception exception) => Log.KeyUpkeepFailed(logger, exception);

    protected override async Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<KeySchedule>().RunAsync(cancellationToken);
        await uptake.RunAsync(cancellationToken);
    }
}
