using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>A client registered for one way of proving its secret is refused the other.</summary>
internal sealed class SecretTransport(ClientCatalog catalog) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<SecretTransport>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientSecret.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (string.IsNullOrEmpty(context.ClientSecret) || catalog.Find(context.ClientId) is not { } client)
            return ValueTask.CompletedTask;

        var header = context.Transaction.GetHttpRequest()!.Headers.Authorization.ToString();
        var used = header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? ClientAuthentication.Basic : ClientAuthentication.Post;
        if (client.Authentication is not ClientAuthentication.Any && client.Authentication != used)
            context.Reject(Errors.InvalidClient, "The client is registered for another authentication method.");
        return ValueTask.CompletedTask;
    }
}
