using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>Works at one batch, part after part, until all its letters are printed.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class BatchWork(IdentityDb db, PartPrinting printing, TimeProvider clock, ILogger<BatchWork> logger)
{
    /// <param name="progress">Told after each part, or null.</param>
    /// <returns>False where somebody else works at it, or it waits after a trouble.</returns>
    public async Task<bool> WorkAsync(int batchId, IProgress<LetterBatch>? progress, CancellationToken cancellationToken)
    {
        if (!await TryTakeAsync(batchId, cancellationToken))
            return false;
        try
        {
            while (await printing.PrintNextAsync(batchId, cancellationToken) is { } batch)
                progress?.Report(batch);
            return true;
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, batchId);
            return false;
        }
        catch (Exception exception)
        {
            // What was under way is not saved; whoever takes it up prints it with other codes.
            Log.BatchInterrupted(logger, batchId, exception);
            await LeaveAsync(batchId, exception is DirectoryUnavailableException ? BatchTrouble.DirectoryAway : exception is OperationCanceledException ? null : BatchTrouble.PrintingFailed);
            throw;
        }
    }

    private Task<bool> TryTakeAsync(int batchId, CancellationToken cancellationToken) => TryChangeAsync(
        batchId,
        batch =>
        {
            if (!batch.IsWorkedAt || !Worker.IsGone(batch.LeaseOwner, batch.LeaseUntil, clock.GetUtcNow()))
                return false;
            batch.TakeLease(Worker.Mine, clock.GetUtcNow());
            return true;
        },
        cancellationToken);

    private async Task LeaveAsync(int batchId, BatchTrouble? trouble)
    {
        try
        {
            await TryChangeAsync(
                batchId,
                batch =>
                {
                    if (batch.LeaseOwner != Worker.Mine)
                        return false;
                    batch.Leave(trouble?.ToString());
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbUpdateException or System.Data.Common.DbException)
        {
            // The lease runs out by itself.
            Log.BatchInterrupted(logger, batchId, exception);
        }
    }

    private async Task<bool> TryChangeAsync(int batchId, Func<LetterBatch, bool> change, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        try
        {
            var batch = await db.LetterBatches.SingleOrDefaultAsync(row => row.Id == batchId, cancellationToken);
            if (batch is null || !change(batch))
                return false;
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>Why a batch waits; explained on its page.</summary>
public enum BatchTrouble
{
    DirectoryAway,
    PrintingFailed,
}

/// <summary>Another worker took the batch, or it was given up meanwhile.</summary>
public sealed class LeaseLostException : Exception
{
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
