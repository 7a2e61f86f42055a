using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary>
/// A page that changes how somebody gets in: whoever proved who they are too long ago proves it again first, and comes back (ASVS 5.0, 7.5.1); so does whoever has a second factor that is asked
/// for, and did not give it. For pages with a policy of <see cref="AccessPolicies"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FreshProofAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (http, here) = (context.HttpContext, Here((PageModel)context.HandlerInstance));
        if (!IsFresh(http))
            context.Result = new LocalRedirectResult(SignInPaths.ForFreshProof(here));
        else if (!await IsWholeAsync(http))
            context.Result = new LocalRedirectResult(SignInPaths.ForSecondFactor(here));
        else
            await next();
    }

    private static bool IsFresh(HttpContext http)
    {
        var services = http.RequestServices;
        var age = services.GetRequiredService<TimeProvider>().GetUtcNow() - http.AuthenticatedAt();
        return age < services.GetRequiredService<IOptions<FreshProofOptions>>().Value.For;
    }

    private static async Task<bool> IsWholeAsync(HttpContext http) =>
        http.ProvedTwoFactors() || !await http.RequestServices.GetRequiredService<AccountFactors>().AreAskedOfAsync(http.CurrentPerson(), http.RequestAborted);

    /// <summary>The page itself, without what was posted or which of its buttons was pressed.</summary>
    private static string Here(PageModel page) => $"{page.Request.PathBase}{page.Request.Path}";
}
