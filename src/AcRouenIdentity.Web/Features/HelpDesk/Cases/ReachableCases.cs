using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Access;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

internal static class ReachableCases
{
    /// <summary>Those about people within reach. Those of whom nobody knows whom they are about are everybody's.</summary>
    public static IQueryable<AssistanceCase> Within(this IQueryable<AssistanceCase> cases, Reach reach)
    {
        if (reach.IsEverywhere)
            return cases;
        var parts = reach.Parts();
        return cases.Where(row => row.DirectoryKey == null || parts.Any(part => row.Establishments.Contains(part)));
    }
}
