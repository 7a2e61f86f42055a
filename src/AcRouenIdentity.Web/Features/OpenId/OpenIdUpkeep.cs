using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;

namespace AcRouenIdentity.Web.Features.OpenId;

/// <summary>Removes what ended long ago.</summary>
internal sealed class OpenIdUpkeep(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<OpenIdOptions> options, ILogger<OpenIdUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromHours(1);

    protected override void Report(Exception exception) => Log.UpkeepFailed(logger, exception);

    protected override async Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var before = Now - options.Value.KeepEndedFor;
        var tokens = await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        var authorizations = await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);

        var db = services.GetRequiredService<IdentityDb>();
        var deliveries = await db.Set<LogoutDelivery>().Where(delivery => delivery.ClosedAt < before).ExecuteDeleteAsync(cancellationToken);
        var now = Now;
        await db.Set<UsedAssertion>().Where(assertion => assertion.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var sessions = await db.Sessions.Where(session => session.EndedAt < before).ExecuteDeleteAsync(cancellationToken);
        await services.GetRequiredService<UnknownClients>().ForgetAsync(cancellationToken);
        Log.Pruned(logger, before, tokens, authorizations, sessions, deliveries);
    }
}
