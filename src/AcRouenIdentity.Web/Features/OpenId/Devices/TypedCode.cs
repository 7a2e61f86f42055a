using AcRouenIdentity.Domain.Codes;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Devices;

/// <summary>A code counts only if a person typed it on our page: one that stands in an address was chosen by whoever made the address. What they typed is read as they meant it.</summary>
internal sealed class TypedCode : IOpenIddictServerHandler<ExtractEndUserVerificationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ExtractEndUserVerificationRequestContext>()
        .UseSingletonHandler<TypedCode>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.ExtractGetOrPostRequest<ExtractEndUserVerificationRequestContext>.Descriptor.Order + 2)
        .Build();

    public ValueTask HandleAsync(ExtractEndUserVerificationRequestContext context)
    {
        if (context.Transaction.Request is { } request)
            request.UserCode = HttpMethods.IsPost(context.Transaction.GetHttpRequest()!.Method) ? UserCode.Read((string?)request[nameof(DevicePage.Code)]) : null;
        return ValueTask.CompletedTask;
    }
}

/// <summary>The answer to a device has no address with the code in it (RFC 8628 3.3.1 leaves it open).</summary>
internal sealed class OnlyTypedCodes : IOpenIddictServerHandler<ApplyDeviceAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyDeviceAuthorizationResponseContext>()
        .UseSingletonHandler<OnlyTypedCodes>()
        .SetOrder(int.MinValue + 100_000)
        .Build();

    public ValueTask HandleAsync(ApplyDeviceAuthorizationResponseContext context)
    {
        context.Response.VerificationUriComplete = null;
        return ValueTask.CompletedTask;
    }
}
