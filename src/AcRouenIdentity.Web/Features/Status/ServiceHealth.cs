using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Status;

/// <summary>
/// Whether the directory and the database answer. What was seen serves everybody for two seconds, and one look runs at a time: asking often costs nothing.
/// </summary>
public sealed class ServiceHealth(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ServiceHealth> log) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim turn = new(1, 1);
    private ServiceState? last;

    public async Task<ServiceState> LookAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } seen)
            return seen;

        await turn.WaitAsync(cancellationToken);
        try
        {
            return Fresh() ?? await CheckAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private ServiceState? Fresh() => last is { } state && clock.GetUtcNow() - state.CheckedAt < Freshness ? state : null;

    private async Task<ServiceState> CheckAsync()
    {
        var directory = AnswersAsync((services, ct) => services.GetRequiredService<IDirectory>().PingAsync(ct));
        var database = AnswersAsync((services, ct) => services.GetRequiredService<IdentityDb>().Sessions.AnyAsync(ct));
        var state = new ServiceState(await directory, await database, clock.GetUtcNow());
        if (state.IsReady != (last?.IsReady ?? true))
            log.ReadinessChanged(state.DirectoryAnswers, state.DatabaseAnswers);
        return last = state;
    }

    // On its own thread, and left behind when it does not come back: SQLite waits for a lock without giving the thread away.
    private async Task<bool> AnswersAsync(Func<IServiceProvider, CancellationToken, Task> ask)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await Task.Run(() => AskAsync(ask, patience.Token)).WaitAsync(patience.Token);
            return true;
        }
        catch (Exception failure)
        {
            log.PartDoesNotAnswer(failure);
            return false;
        }
    }

    private async Task AskAsync(Func<IServiceProvider, CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await ask(scope.ServiceProvider, cancellationToken);
    }
}

/// <summary>What the last look saw.</summary>
public sealed record ServiceState(bool DirectoryAnswers, bool DatabaseAnswers, DateTimeOffset CheckedAt)
{
    public bool IsReady => DirectoryAnswers && DatabaseAnswers;
}
