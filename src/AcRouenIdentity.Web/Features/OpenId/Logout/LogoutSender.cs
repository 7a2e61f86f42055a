using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>Empties the outbox of logout notices: at once when one is saved, and by polling for those of other nodes and of a former life.</summary>
internal sealed class LogoutSender(
    IServiceScopeFactory scopes, LogoutSignal signal, TimeProvider clock, IOptions<OpenIdOptions> options, ILogger<LogoutSender> logger) : BackgroundService
{
    private const int Batch = 50;

    /// <summary>An application that lets everybody wait must not hold up the others.</summary>
    private const int AtOnce = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.LogoutSendingFailed(logger, exception);
            }

            await signal.WaitAsync(options.Value.LogoutPolling, clock, stoppingToken);
        }
    }

    private async Task SendDueAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<LogoutDelivery> due;
        do
        {
            due = await FindDueAsync(cancellationToken);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(due, parallel, SendAsync);
        }
        while (due.Count == Batch);
    }

    private async Task<IReadOnlyList<LogoutDelivery>> FindDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<IdentityDb>().Set<LogoutDelivery>().AsNoTracking()
            .Where(delivery => delivery.ClosedAt == null && delivery.DueAt <= now)
            .OrderBy(delivery => delivery.DueAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    private async ValueTask SendAsync(LogoutDelivery due, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        if (await TakeAsync(db, due, cancellationToken) is not { } delivery)
            return;

        await DeliverAsync(scope.ServiceProvider, delivery, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Of the nodes that saw it due, the one whose update moves its date has it.</summary>
    private async Task<LogoutDelivery?> TakeAsync(IdentityDb db, LogoutDelivery due, CancellationToken cancellationToken)
    {
        var leasedUntil = clock.GetUtcNow() + LogoutDelivery.Lease;
        var taken = await db.Set<LogoutDelivery>()
            .Where(delivery => delivery.Id == due.Id && delivery.DueAt == due.DueAt && delivery.ClosedAt == null)
            .ExecuteUpdateAsync(update => update.SetProperty(delivery => delivery.DueAt, leasedUntil), cancellationToken);
        return taken == 1 ? await db.Set<LogoutDelivery>().SingleAsync(delivery => delivery.Id == due.Id, cancellationToken) : null;
    }

    private async Task DeliverAsync(IServiceProvider services, LogoutDelivery delivery, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<ClientCatalog>().FindEvenDisabled(delivery.ClientId) is not { BackChannelLogoutUri: { } address } client)
        {
            delivery.Close(LogoutOutcome.Pointless, clock.GetUtcNow());
            return;
        }

        var token = services.GetRequiredService<LogoutTokens>().Make(delivery, client);
        var problem = await services.GetRequiredService<LogoutPost>().SendAsync(address, token, cancellationToken);
        Record(delivery, problem);
    }

    private void Record(LogoutDelivery delivery, LogoutProblem? problem)
    {
        if (problem is null)
        {
            delivery.Close(LogoutOutcome.Delivered, clock.GetUtcNow());
            Log.LogoutDelivered(logger, delivery.Id, delivery.ClientId);
            return;
        }

        delivery.Postpone(problem, clock.GetUtcNow());
        if (delivery.Outcome is LogoutOutcome.GivenUp)
            Log.LogoutGivenUp(logger, delivery.Id, delivery.ClientId, delivery.Tries);
        else
            Log.LogoutPostponed(logger, delivery.Id, delivery.ClientId, delivery.Tries, problem.Trouble, problem.Status);
    }
}
