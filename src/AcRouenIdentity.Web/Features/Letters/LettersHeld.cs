using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>What became of the letters to a person, and of those asked for; nothing of their codes, and not who handed them over.</summary>
internal sealed class LettersHeld(IdentityDb db, LetterWording wording) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Letters;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var letters = db.Letters.AsNoTracking().Where(letter => letter.DirectoryKey == owner.Key.Value).OrderBy(letter => letter.Id);
        await foreach (var letter in letters.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return Describe(letter);
        var requests = db.LetterRequests.AsNoTracking().Where(request => request.DirectoryKey == owner.Key.Value).OrderBy(request => request.Id);
        await foreach (var request in requests.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return Describe(request);
    }

    private HeldRecord Describe(LetterRequest request) => HeldRecord.Of(
        Held.Choice<LetterKind>("kind", LetterKind.Recovery, wording.Of),
        Held.Moment("askedAt", request.AskedAt),
        Held.Choice<LetterRequestState>("request", request.State, wording.Of),
        Held.Choice("withdrawnBecause", request.End, wording.Of),
        Held.Moment("closedAt", request.ClosedAt));

    private HeldRecord Describe(Letter letter) => HeldRecord.Of(
        Held.Choice<LetterKind>("kind", letter.Kind, wording.Of),
        Held.Text("reference", Letter.ReferenceOf(letter.BatchId, letter.Rank)),
        Held.Text("school", letter.Establishment),
        Held.Moment("printedAt", letter.PrintedAt),
        Held.Moment("goodUntil", letter.ExpiresAt),
        Held.Choice<HandOver>("handOver", letter.HandOver, wording.Of),
        Held.Moment("handOverAt", letter.HandOverAt),
        Held.Moment("anotherAskedAt", letter.ReprintAskedAt),
        Held.Choice("ended", letter.End, wording.Of),
        Held.Moment("endedAt", letter.EndedAt));
}
