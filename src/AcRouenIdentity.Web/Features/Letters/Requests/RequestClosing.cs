using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Requests;

/// <summary>What becomes of requests when letters are printed or lost; all of it is saved with the letters, by the caller.</summary>
public sealed class RequestClosing(IdentityDb db, AuditTrail audit, AccountBook accounts, TimeProvider clock)
{
    /// <param name="gone">Letters whose people have no open account any more.</param>
    public async Task CloseAsync(LetterBatch batch, IReadOnlyCollection<Letter> printed, IReadOnlyCollection<Letter> gone, CancellationToken cancellationToken)
    {
        if (batch.Kind != LetterKind.Recovery)
            return;
        foreach (var request in await FindWaitingAsync(printed.Select(letter => letter.DirectoryKey), cancellationToken))
            request.Print(batch.Id, clock.GetUtcNow());
        foreach (var request in await FindWaitingAsync(gone.Select(letter => letter.DirectoryKey), cancellationToken))
            Withdraw(request, LetterRequestEnd.Left);
    }

    /// <summary>What was printed for them will reach nobody: they wait again, but for those who asked again meanwhile.</summary>
    /// <param name="lost">Letters of that batch.</param>
    public async Task ReopenAsync(int batchId, IQueryable<Letter> lost, CancellationToken cancellationToken)
    {
        var printed = await db.LetterRequests
            .Where(request => request.BatchId == batchId && request.State == LetterRequestState.Printed && lost.Any(letter => letter.DirectoryKey == request.DirectoryKey && letter.End == null))
            .ToListAsync(cancellationToken);
        var again = (await FindWaitingAsync(printed.Select(request => request.DirectoryKey), cancellationToken)).ConvertAll(request => request.DirectoryKey);
        foreach (var request in printed)
        {
            if (again.Contains(request.DirectoryKey))
                Withdraw(request, LetterRequestEnd.AskedAgain);
            else
                request.WaitAgain();
        }
    }

    public void Withdraw(LetterRequest request, LetterRequestEnd end)
    {
        request.Withdraw(end, clock.GetUtcNow());
        audit.Record(new AuditEvent.LetterRequestWithdrawn(accounts.SubjectOf(new DirectoryKey(request.DirectoryKey)), end));
    }

    private Task<List<LetterRequest>> FindWaitingAsync(IEnumerable<string> of, CancellationToken cancellationToken)
    {
        var keys = of.ToArray();
        return db.LetterRequests.Waiting().Where(request => EF.Parameter(keys).Contains(request.DirectoryKey)).ToListAsync(cancellationToken);
    }
}
