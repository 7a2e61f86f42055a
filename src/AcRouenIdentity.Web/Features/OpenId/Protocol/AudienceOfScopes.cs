using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// The audience of an access token follows the scopes that it has in the end, fewer than granted where a refresh asked for fewer. Without any audience
/// OpenIddict would tell every resource that the token is active.
/// </summary>
internal sealed class AudienceOfScopes(PublicAddress address) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .AddFilter<OpenIddictServerHandlerFilters.RequireAccessTokenGenerated>()
        .UseSingletonHandler<AudienceOfScopes>()
        .SetOrder(OpenIddictServerHandlers.PrepareAccessTokenPrincipal.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        var token = context.AccessTokenPrincipal!;
        token.SetAudiences(OpenIdScopes.AudienceOf(token.GetScopes(), address.Base.AbsoluteUri));
        return ValueTask.CompletedTask;
    }
}
