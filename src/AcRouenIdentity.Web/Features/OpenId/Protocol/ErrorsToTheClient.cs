using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// OpenIddict shows every refused authorization request on a page of the provider. RFC 6749 4.1.2.1 wants the application to hear of it, where it is known
/// and its address is registered; only the rest is ours to show.
/// </summary>
internal sealed class ErrorsToTheClient(ClientCatalog catalog) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyAuthorizationResponseContext>()
        .UseSingletonHandler<ErrorsToTheClient>()
        .SetOrder(OpenIddictServerHandlers.Authentication.InferResponseMode.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.RedirectUri is not null || string.IsNullOrEmpty(context.Error) || context.Request is not { } request)
            return ValueTask.CompletedTask;
        // A parameter given twice has no value here, and so gets our own page.
        if (catalog.Find(request.ClientId) is not { } client || client.FindRedirect(request.RedirectUri) is null)
            return ValueTask.CompletedTask;

        context.RedirectUri = request.RedirectUri;
        context.ResponseMode = request.ResponseMode is ResponseModes.FormPost or ResponseModes.Fragment && client.MayAnswerBy(request.ResponseMode) ? request.ResponseMode : ResponseModes.Query;
        return ValueTask.CompletedTask;
    }
}
