using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>Seals the trail behind the requests, which never wait for the chain.</summary>
internal sealed class AuditSealer(IServiceScopeFactory scopes, IOptions<AuditOptions> options, TimeProvider clock, ILogger<AuditSealer> logger) : BackgroundService
{
    private AuditHead? told;
    private DateTimeOffset toldAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SealEvery, clock);
        do
        {
            await SealAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SealAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var head = await scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(cancellationToken);
            Tell(head);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.AuditNotSealed(exception);
        }
    }

    private void Tell(AuditHead? head)
    {
        if (head is null || head == told || clock.GetUtcNow() - toldAt < options.Value.LogHeadEvery)
            return;

        logger.AuditHead(head);
        told = head;
        toldAt = clock.GetUtcNow();
    }
}
