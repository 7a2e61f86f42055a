using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>Wakes the worker of this node, so that an officer does not wait for its next turn.</summary>
public sealed class RunSignal : WakeUp;

/// <summary>Works at runs that officers asked for or approved, and takes up those whose worker died. One at a time on all nodes together.</summary>
internal sealed class RunWorker(RunBook book, RunWork work, RunSignal signal, TimeProvider clock, ILogger<RunWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Turn;
            try
            {
                pause = await TurnAsync(stoppingToken) ? TimeSpan.Zero : Turn;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.TurnFailed(logger, exception);
                pause = AfterOutage;
            }

            if (pause > TimeSpan.Zero)
                await signal.WaitAsync(pause, TimeProvider.System, stoppingToken);
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await book.FindWorkAsync(cancellationToken))
        {
            // The files may lie on another node.
            if (RunLease.IsLeft(run, clock.GetUtcNow()) && SourceFiles.Exists(run.Source) && await TakeAsync(run, cancellationToken))
            {
                await WorkAsync(run, cancellationToken);
                return true;
            }
        }

        return false;
    }

    private Task<bool> TakeAsync(ProvisioningRun seen, CancellationToken cancellationToken) => book.TryChangeAsync(
        seen.Id,
        run =>
        {
            if (run.Version != seen.Version)
                return false;
            run.TakeLease(RunLease.Mine, clock.GetUtcNow());
            return true;
        },
        cancellationToken);

    /// <summary>Files that came through the page do not outlive a run that was refused or failed.</summary>
    private async Task WorkAsync(ProvisioningRun run, CancellationToken cancellationToken)
    {
        try
        {
            await work.WorkAsync(run.Id, Approval.ByAnOfficer, watcher: null, cancellationToken);
        }
        catch (Exception exception) when (exception is DirectoryUnavailableException or OperationCanceledException or LeaseLostException or System.Data.Common.DbException)
        {
            // It stays as it is: this worker or another takes it up again.
            Log.RunInterrupted(logger, run.Id, exception);
            await work.LeaveAsync(run.Id, exception is DirectoryUnavailableException ? RunTrouble.DirectoryAway : RunTrouble.None);
            if (exception is not LeaseLostException)
                throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.FilesUnreadable(logger, run.Id, exception);
        }
        catch (Exception exception)
        {
            Log.RunFailed(logger, run.Id, exception);
            await work.FailAsync(run.Id);
        }

        RunUploads.Delete(await book.GetAsync(run.Id, CancellationToken.None));
    }
}
