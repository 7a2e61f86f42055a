using AcRouenIdentity.Infrastructure.Mail.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Mail.Delivery;

/// <summary>
/// Empties the outbox: at once when a mail is saved here, and by polling for those of other nodes, of a former life and of a failed try. An outage of the relay is no fault of the
/// mails: they stay as they are, and the relay is asked again after a while.
/// </summary>
internal sealed class MailDelivery(
    IServiceScopeFactory scopes, SmtpSender sender, MailSignal signal, TimeProvider clock, IOptions<MailOptions> options, ILogger<MailDelivery> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestOutage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(1);

    private TimeSpan outage = TimeSpan.Zero;
    private DateTimeOffset resumeAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sender.HasRelay)
            logger.NothingIsSent();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DropExpiredAsync(stoppingToken);
                await SendDueAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.DeliveryFailed(exception);
            }

            await signal.WaitAsync(options.Value.Polling, clock, stoppingToken);
        }
    }

    private async Task DropExpiredAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<MailQueue>().DropExpiredAsync(stopping) is > 0 and var dropped)
            logger.MailsDropped(dropped);
    }

    private async Task SendDueAsync(CancellationToken stopping)
    {
        if (!sender.HasRelay || clock.GetUtcNow() < resumeAt)
            return;

        try
        {
            while (await SendBatchAsync(stopping) > 0 && !stopping.IsCancellationRequested)
                NoteRelayAnswers();
        }
        catch (RelayUnavailableException unavailable)
        {
            NoteOutage(unavailable);
        }
    }

    private async Task<int> SendBatchAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailBatch>().SendAsync(stopping);
    }

    private void NoteRelayAnswers()
    {
        if (outage > TimeSpan.Zero)
            logger.RelayIsBack();
        outage = TimeSpan.Zero;
    }

    private void NoteOutage(RelayUnavailableException unavailable)
    {
        var isNew = outage == TimeSpan.Zero;
        outage = isNew ? ShortestOutage : TimeSpan.FromTicks(Math.Min(outage.Ticks * 2, LongestOutage.Ticks));
        resumeAt = clock.GetUtcNow() + outage;
        // Why it is so once, then a line each time.
        logger.RelayIsUnavailable(isNew ? unavailable.InnerException : null, unavailable.Reason, outage.TotalSeconds);
    }
}
