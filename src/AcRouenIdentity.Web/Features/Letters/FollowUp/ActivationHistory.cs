using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <summary>Reads from the letters how accounts were opened over time. People who left before they opened theirs are not counted as waiting.</summary>
public sealed class ActivationHistory(IdentityDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<ActivationPoint>> ReadAsync(CancellationToken cancellationToken)
    {
        var first = db.Letters.Where(letter => letter.Kind == LetterKind.FirstAccess && letter.PrintedAt != null);
        var received = await first
            .Where(letter => !first.Any(earlier => earlier.DirectoryKey == letter.DirectoryKey && earlier.Id < letter.Id))
            .Where(letter => first.Any(other => other.DirectoryKey == letter.DirectoryKey && other.End == LetterEnd.Used)
                || db.People.Any(person => person.DirectoryKey == letter.DirectoryKey && (person.State == AccountState.Announced || person.State == AccountState.Provisioned)))
            .Select(letter => letter.PrintedAt!.Value)
            .ToListAsync(cancellationToken);
        var activated = await first.Where(letter => letter.End == LetterEnd.Used && letter.EndedAt != null).Select(letter => letter.EndedAt!.Value).ToListAsync(cancellationToken);
        return ActivationCurve.Of(received.Select(PublicDay.Of), activated.Select(PublicDay.Of), PublicDay.Of(clock));
    }
}
