using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Requests;

/// <summary>Forgets requests that are a year old.</summary>
internal sealed class RequestUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RequestUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromHours(1);

    protected override Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var old = Now - LetterRequest.KeptFor;
        return services.GetRequiredService<IdentityDb>().LetterRequests.Where(request => request.AskedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    protected override void Report(Exception exception) => Log.ForgettingFailed(logger, exception);
}
