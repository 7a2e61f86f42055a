using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>Refuses a form or an address that gives a field twice: of two addresses, one would be checked and the other might be used.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneValueAFieldAttribute : Attribute, IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var isTwice = request.Query.Any(field => field.Value.Count > 1)
            || (request.HasFormContentType && (await request.ReadFormAsync(context.HttpContext.RequestAborted)).Any(field => field.Value.Count > 1));
        if (isTwice)
            context.Result = new BadRequestResult();
        else
            await next();
    }
}
