using AcRouenIdentity.Web.Features.OpenId.Dpop;
using Microsoft.AspNetCore;
using Microsoft.Net.Http.Headers;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>How userinfo refuses (RFC 9449 7.1, 7.2): why, in the scheme in which it was asked; and that it knows the other.</summary>
internal sealed class DpopChallenge : IOpenIddictServerHandler<ApplyUserInfoResponseContext>
{
    private const string Bearer = "Bearer";
    private static readonly string Algorithms = $"algs=\"{string.Join(' ', DpopKey.Algorithms)}\"";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyUserInfoResponseContext>()
        .UseSingletonHandler<DpopChallenge>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.AttachWwwAuthenticateHeader<ApplyUserInfoResponseContext>.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ApplyUserInfoResponseContext context)
    {
        if (string.IsNullOrEmpty(context.Error))
            return ValueTask.CompletedTask;

        var request = context.Transaction.GetHttpRequest()!;
        var response = request.HttpContext.Response;
        if (DpopRequest.TokenOf(request) is null)
            response.Headers.Append(HeaderNames.WWWAuthenticate, $"{DpopRequest.Name} {Algorithms}");
        else
            response.Headers.WWWAuthenticate = Reworded(response.Headers.WWWAuthenticate.ToString());
        if (context.Error is DpopRequest.InvalidProof or DpopRequest.NonceNeeded)
            response.StatusCode = StatusCodes.Status401Unauthorized;
        return ValueTask.CompletedTask;
    }

    private static string Reworded(string challenge) =>
        challenge.StartsWith($"{Bearer} ", StringComparison.Ordinal) ? $"{DpopRequest.Name} {challenge[(Bearer.Length + 1)..]}, {Algorithms}" : $"{DpopRequest.Name} {Algorithms}";
}
