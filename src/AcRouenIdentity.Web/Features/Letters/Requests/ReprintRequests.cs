using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Requests;

public enum ReprintAsked
{
    /// <summary>Officers see it; the letter that is out is good until they print another.</summary>
    Recorded,
    WaitsAlready,

    /// <summary>None was printed yet, or the account is open: the next run of officers has it.</summary>
    NoLetter,
}

/// <summary>Takes wishes for another first letter, in place of one that was lost or has expired.</summary>
/// <param name="db">Saves with the wish what the caller tracks, or neither.</param>
public sealed class ReprintRequests(IdentityDb db, TimeProvider clock)
{
    public async Task<ReprintAsked> AskAsync(DirectoryKey person, CancellationToken cancellationToken)
    {
        var letter = await db.Letters
            .Where(one => one.DirectoryKey == person.Value && one.Kind == LetterKind.FirstAccess && one.PrintedAt != null && one.End == null)
            .OrderByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (letter is null)
            return ReprintAsked.NoLetter;
        if (letter.ReprintAskedAt is not null)
            return ReprintAsked.WaitsAlready;

        letter.AskReprint(clock.GetUtcNow());
        return await db.TrySaveAsync(cancellationToken) ? ReprintAsked.Recorded : ReprintAsked.WaitsAlready;
    }
}
