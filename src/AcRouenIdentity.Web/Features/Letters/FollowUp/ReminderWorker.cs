using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <summary>Where the configuration asks for it, reminds secretariats as soon as their interval has passed.</summary>
internal sealed class ReminderWorker(IServiceScopeFactory scopes, IOptions<LetterOptions> options, TimeProvider clock, ILogger<ReminderWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.RemindsByItself)
            return;
        using var timer = new PeriodicTimer(Turn, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RemindAsync(stoppingToken);
    }

    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var reminded = await scope.ServiceProvider.GetRequiredService<SecretariatReminding>().RemindAsync(only: null, by: null, cancellationToken);
            if (reminded > 0)
                Log.SecretariatsReminded(logger, reminded);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.RemindingFailed(logger, exception);
        }
    }
}
