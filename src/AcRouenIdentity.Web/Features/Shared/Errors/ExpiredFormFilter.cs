using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>A form without its antiforgery proof is most often one that stayed open too long: its page says so instead of "bad request".</summary>
internal sealed class ExpiredFormFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not IAntiforgeryValidationFailedResult)
            return;

        context.HttpContext.SetError(ErrorSituation.FormExpired);
        context.Result = new EmptyResult();
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
