namespace AcRouenIdentity.Web.Features.Shared.Work;

/// <summary>Forgets what is over, every so often by the clock of the provider. Deleting twice deletes nothing more, so that every node may do it; what fails is done at the next turn.</summary>
internal abstract class Upkeep(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    protected abstract TimeSpan Period { get; }

    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="services">Of a scope of this turn.</param>
    protected abstract Task TendAsync(IServiceProvider services, CancellationToken cancellationToken);

    protected abstract void Report(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
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
}
