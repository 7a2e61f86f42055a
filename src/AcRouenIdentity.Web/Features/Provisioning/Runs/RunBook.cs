using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>Runs as the database keeps them: each reading and each change in a scope of its own, since whoever works at a run has its pulse beside it.</summary>
public sealed class RunBook(IServiceScopeFactory scopes)
{
    public Task<ProvisioningRun?> FindAsync(int id, CancellationToken cancellationToken) =>
        AskAsync(db => db.ProvisioningRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken));

    public async Task<ProvisioningRun> GetAsync(int id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"There is no run {id}.");

    /// <summary>Null when another run is worked at.</summary>
    public Task<ProvisioningRun?> TryAddAsync(ProvisioningRun run, CancellationToken cancellationToken) => AskAsync(async db =>
    {
        db.Add(run);
        return await TrySaveAsync(db, cancellationToken) ? run : null;
    });

    /// <summary>False when somebody else changed the run first, or works at another one.</summary>
    public Task<bool> TryChangeAsync(int id, Func<ProvisioningRun, bool> change, CancellationToken cancellationToken) => AskAsync(async db =>
    {
        var run = await db.ProvisioningRuns.SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
        return run is not null && change(run) && await TrySaveAsync(db, cancellationToken);
    });

    /// <summary>A change that only whoever holds the lease makes.</summary>
    /// <exception cref="LeaseLostException">Somebody else took the run.</exception>
    public async Task ChangeAsync(int id, string owner, Action<ProvisioningRun> change, CancellationToken cancellationToken)
    {
        var changed = await TryChangeAsync(id, run => Change(run, owner, change), cancellationToken);
        if (!changed)
            throw new LeaseLostException(id);
    }

    /// <summary>Runs that are not over and wait for nobody's decision.</summary>
    public Task<List<ProvisioningRun>> FindWorkAsync(CancellationToken cancellationToken) => AskAsync(db => db.ProvisioningRuns
        .AsNoTracking()
        .Where(run => run.State == RunState.Asked || run.State == RunState.Approved || run.State == RunState.Planning || run.State == RunState.Applying)
        .OrderBy(run => run.Id)
        .ToListAsync(cancellationToken));

    public async Task<T> AskAsync<T>(Func<IdentityDb, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    private static bool Change(ProvisioningRun run, string owner, Action<ProvisioningRun> change)
    {
        if (run.LeaseOwner != owner)
            return false;
        change(run);
        return true;
    }

    private static async Task<bool> TrySaveAsync(IdentityDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return false;
        }
    }
}

/// <summary>Another worker took the run, since this one seemed dead.</summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException(int run)
        : base($"Run {run} was taken by another worker.")
    {
    }

    public LeaseLostException()
    {
    }

    public LeaseLostException(string message)
        : base(message)
    {
    }

    public LeaseLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
