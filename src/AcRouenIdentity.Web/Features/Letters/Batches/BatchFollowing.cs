using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>Prints a batch, or watches whoever prints it, and takes it up where they died.</summary>
public sealed class BatchFollowing(IdentityDb db, BatchWork work, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <returns>The batch once it waits for nothing more to be printed: ready, or given up meanwhile.</returns>
    public async Task<LetterBatch> FollowAsync(int batchId, IProgress<LetterBatch> progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            await work.WorkAsync(batchId, progress, cancellationToken);
            var batch = await db.LetterBatches.AsNoTracking().SingleAsync(row => row.Id == batchId, cancellationToken);
            if (!batch.IsWorkedAt)
                return batch;
            progress.Report(batch);
            await Task.Delay(Look, clock, cancellationToken);
        }
    }
}
