using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Devices;

/// <summary>
/// The code that is typed hangs on no authorization: OpenIddict takes one that comes twice for a stolen one and ends all tokens of its authorization, and so a second press of the button would throw out the device
/// that the first let in.
/// </summary>
internal sealed class UserCodeAlone : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseSingletonHandler<UserCodeAlone>()
        .SetOrder(OpenIddictServerHandlers.PrepareUserCodePrincipal.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        context.UserCodePrincipal?.SetAuthorizationId(null);
        return ValueTask.CompletedTask;
    }
}
