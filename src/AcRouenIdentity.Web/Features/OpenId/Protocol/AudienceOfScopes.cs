using System.Security.Claims;
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
        .UseSingletonHandler<AudienceOfScopes>()
        .SetOrder(OpenIddictServerHandlers.PrepareIssuedTokenPrincipal.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        // The second is what an exchange gives.
        foreach (var token in new[] { context.AccessTokenPrincipal, context.IssuedTokenPrincipal }.OfType<ClaimsPrincipal>())
            token.SetAudiences(OpenIdScopes.AudienceOf(token.GetScopes(), address.Base.AbsoluteUri));
        return ValueTask.CompletedTask;
    }
}
