using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Mail.Delivery;

/// <summary>Forgets mails that were sent or given up long ago. Deleting twice deletes nothing more, so every node may run it.</summary>
internal sealed class MailUpkeep(IServiceScopeFactory scopes, TimeProvider clock, IOptions<MailOptions> options, ILogger<MailUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.UpkeepFailed(exception);
            }
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = clock.GetUtcNow() - options.Value.KeepClosedFor;
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().Set<OutgoingMail>().Where(mail => mail.ClosedAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
