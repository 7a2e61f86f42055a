using System.Security.Claims;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// An access token is for the services that were named, as far as the scopes open them that it has in the end (fewer than granted where a refresh asked for fewer); where none was named, its audience
/// follows its scopes. Without any audience OpenIddict would tell every resource that the token is active.
/// </summary>
internal sealed class AudienceOfToken(NamedServices services, PublicAddress address) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseSingletonHandler<AudienceOfToken>()
        .SetOrder(OpenIddictServerHandlers.PrepareIssuedTokenPrincipal.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        var asked = context.Request.GetResources();
        var named = asked.IsEmpty ? context.Principal!.GetResources() : asked;
        // The second is what an exchange gives.
        foreach (var token in new[] { context.AccessTokenPrincipal, context.IssuedTokenPrincipal }.OfType<ClaimsPrincipal>())
            token.SetAudiences(named.IsEmpty ? [OpenIdScopes.AudienceOf(token.GetScopes(), address.Base.AbsoluteUri)] : Open(context.ClientId, token, named));
        return ValueTask.CompletedTask;
    }

    /// <returns>Where nothing is left, the provider alone: never a service that was not named.</returns>
    private string[] Open(string? clientId, ClaimsPrincipal token, IEnumerable<string> named) =>
        named.Distinct().Where(name => services.IsOpen(clientId, token.GetScopes(), name)).ToArray() is { Length: > 0 } open ? open : [address.Base.AbsoluteUri];
}
