using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>Finds what was asked for before and is not in anybody's hands yet.</summary>
public sealed class UnfinishedBatches(IdentityDb db)
{
    /// <summary>The latest batch of the same people that still has letters to print, or a PDF that nobody took; null where there is none.</summary>
    public async Task<LetterBatch?> FindAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var (kind, scope, value) = (request.Kind, request.Scope, request.ScopeValue);
        var batches = await db.LetterBatches.AsNoTracking()
            .Where(batch => batch.Kind == kind && batch.Scope == scope && batch.ScopeValue == value)
            .Where(batch => batch.State == BatchState.Asked || batch.State == BatchState.Printing
                || (batch.State == BatchState.Ready && db.LetterParts.Any(part => part.BatchId == batch.Id && part.DownloadedAt == null)))
            .OrderByDescending(batch => batch.Id)
            .ToListAsync(cancellationToken);
        if (scope != BatchScope.Chosen)
            return batches.FirstOrDefault();

        foreach (var batch in batches)
        {
            if (await IsOfAsync(batch, request.Chosen, cancellationToken))
                return batch;
        }

        return null;
    }

    /// <summary>As many people may have been others.</summary>
    private async Task<bool> IsOfAsync(LetterBatch batch, IReadOnlyCollection<string> chosen, CancellationToken cancellationToken)
    {
        var keys = await db.Letters.Where(letter => letter.BatchId == batch.Id).Select(letter => letter.DirectoryKey).ToListAsync(cancellationToken);
        return chosen.ToHashSet(StringComparer.Ordinal).IsSupersetOf(keys);
    }
}
