namespace AcRouenIdentity.Web.Features.Shared.Work;

/// <summary>Forgets what is over, every so often by the clock of the provider. Deleting twice deletes nothing more, so that every node may do it; what fails is done at the next turn.</summary>
internal abstract class Upkeep(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    protected abstract TimeSpan Period { get; }

    /// <summary>What people see until the first turn would be wrong: it is made as soon as the provider runs.</summary>
    protected virtual bool BeginsAtOnce => false;

    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="services">Of a scope of this turn.</param>
    protected abstract Task TendAsync(IServiceProvider services, CancellationToken cancellationToken);

    protected abstract void Report(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        if (BeginsAtOnce)
            await TurnAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TurnAsync(stoppingToken);
    }

    private async Task TurnAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await TendAsync(scope.ServiceProvider, stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Report(exception);
        }
    }
}
