using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Batches;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Requests;

/// <summary>People of one school who wait for a letter to be printed.</summary>
/// <param name="Establishment">UAI; null for people without one.</param>
/// <param name="Names">Of all of them; who has waited longest comes first.</param>
/// <param name="Since">When the first of them asked.</param>
public sealed record WaitingRequests(string? Establishment, IReadOnlyList<string> Names, DateTimeOffset Since);

/// <summary>What officers see of requests, and how they have them printed.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class RequestDesk(IdentityDb db, RequestClosing closing, TimeProvider clock)
{
    /// <summary>For how long it is told that requests were withdrawn.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>Those that are in no batch yet, by school, the oldest first.</summary>
    public async Task<IReadOnlyList<WaitingRequests>> ListAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.LetterRequests.AsNoTracking().Waiting()
            .Where(request => !db.Letters.Any(letter => letter.DirectoryKey == request.DirectoryKey && letter.Kind == LetterKind.Recovery && letter.Slot != null))
            .Join(
                db.People.WhoMayGetALetter(),
                request => request.DirectoryKey,
                person => person.DirectoryKey,
                (request, person) => new { request.AskedAt, person.MainEstablishment, person.Surname, person.GivenName })
            .OrderBy(row => row.AskedAt)
            .ToListAsync(cancellationToken);
        return [.. waiting.GroupBy(row => row.MainEstablishment).Select(school => new WaitingRequests(school.Key, [.. school.Select(row => $"{row.Surname} {row.GivenName}".Trim())], school.First().AskedAt))];
    }

    /// <summary>How many will not be printed, of late, since their people have no open account any more.</summary>
    public Task<int> CountGoneAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Memory;
        return db.LetterRequests.CountAsync(request => request.End == LetterRequestEnd.Left && request.ClosedAt > since, cancellationToken);
    }

    /// <summary>All that wait, or those of one school. Requests of people who left meanwhile are withdrawn first.</summary>
    /// <param name="by">As <see cref="BatchRequest.AskedBy"/>.</param>
    public async Task<BatchRequest> AskAsync(Rne? school, string by, CancellationToken cancellationToken)
    {
        var gone = await db.LetterRequests.Waiting()
            .Where(request => !db.People.WhoMayGetALetter().Any(person => person.DirectoryKey == request.DirectoryKey))
            .ToListAsync(cancellationToken);
        gone.ForEach(request => closing.Withdraw(request, LetterRequestEnd.Left));

        // Whoever else withdraws them at this moment does it for good.
        await db.TrySaveAsync(cancellationToken);
        return new BatchRequest(LetterKind.Recovery, BatchScope.Requests, school?.ToString() ?? "", BatchChoice.Everybody, by);
    }
}
