using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>How much one agent searches.</summary>
internal sealed class CallerAllowance(UseAllowance allowance, IOptions<CallerSearchOptions> options)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="subject"><c>sub</c> of the agent.</param>
    /// <returns>Null where the search may be made; else how long to wait.</returns>
    public async Task<TimeSpan?> TakeAsync(string subject, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        return await allowance.TakeAsync(subject, DirectoryUseKind.Caller, limits.Searches, limits.SearchesWithin, cancellationToken)
            ?? await allowance.TakeAsync(subject, DirectoryUseKind.DayOfCallers, limits.SearchesADay, Day, cancellationToken);
    }
}
