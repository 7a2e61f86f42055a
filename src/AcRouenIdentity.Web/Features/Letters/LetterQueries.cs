using AcRouenIdentity.Domain.Letters;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters;

internal static class LetterQueries
{
    /// <summary>The last one printed for somebody that did not end, or null: earlier ones count no more.</summary>
    public static Task<Letter?> FindLatestAsync(this IQueryable<Letter> letters, LetterKind kind, string directoryKey, CancellationToken cancellationToken) => letters
        .Where(letter => letter.DirectoryKey == directoryKey && letter.Kind == kind && letter.PrintedAt != null && letter.End == null)
        .OrderByDescending(letter => letter.Id)
        .FirstOrDefaultAsync(cancellationToken);
}
