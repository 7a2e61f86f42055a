using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Directory.Limits;

/// <summary>How much of the directory of people one person reads.</summary>
internal sealed class DirectoryAllowance(UseAllowance allowance, IOptions<ColleaguesOptions> options)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <returns>Null where the search may be made; else how long to wait.</returns>
    public async Task<TimeSpan?> TakeSearchAsync(string subject, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        return await allowance.TakeAsync(subject, DirectoryUseKind.Search, limits.Searches, limits.SearchesWithin, cancellationToken)
            ?? await allowance.TakeAsync(subject, DirectoryUseKind.DayOfSearches, limits.SearchesADay, Day, cancellationToken);
    }

    /// <returns>Null where the card may be given; else how long to wait.</returns>
    public Task<TimeSpan?> TakeCardAsync(string subject, CancellationToken cancellationToken) =>
        allowance.TakeAsync(subject, DirectoryUseKind.Card, options.Value.CardsADay, Day, cancellationToken);
}
