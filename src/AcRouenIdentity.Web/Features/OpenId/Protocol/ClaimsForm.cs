using AcRouenIdentity.Web.Features.OpenId.Authorization;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>Refuses <c>claims</c> that have not the form of OpenID Connect Core 5.5, which OpenIddict does not read.</summary>
internal sealed class ClaimsForm<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public static OpenIddictServerHandlerDescriptor After(OpenIddictServerHandlerDescriptor last) => OpenIddictServerHandlerDescriptor
        .CreateBuilder<TContext>()
        .UseSingletonHandler<ClaimsForm<TContext>>()
        .SetOrder(last.Order + 1)
        .Build();

    public ValueTask HandleAsync(TContext context)
    {
        if (ClaimsParameter.IsMalformed(context.Transaction.Request!))
            context.Reject(Errors.InvalidRequest, "'claims' has not the form of OpenID Connect Core 5.5, or is too large.");
        return ValueTask.CompletedTask;
    }
}
