using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>A client that is registered with the ways in which it takes its answers is sent them in no other (ASVS 10.4.12).</summary>
internal sealed class ResponseModeOfClient(ClientCatalog catalog) : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateAuthorizationRequestContext>()
        .UseSingletonHandler<ResponseModeOfClient>()
        .SetOrder(OpenIddictServerHandlers.Authentication.ValidateClientRedirectUri.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        var asked = string.IsNullOrEmpty(context.Request.ResponseMode) ? ResponseModes.Query : context.Request.ResponseMode;
        if (catalog.Find(context.ClientId)?.MayAnswerBy(asked) is false)
            context.Reject(Errors.InvalidRequest, "The client is registered for another 'response_mode'.");
        return ValueTask.CompletedTask;
    }
}
