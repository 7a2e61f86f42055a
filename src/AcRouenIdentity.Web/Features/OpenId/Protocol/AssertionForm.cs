using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// What the assertion of a client may look like. OpenIddict takes those alone that call themselves <c>client-authentication+jwt</c>, a draft that hardly any client
/// follows yet, and signed by whatever algorithm fits a key; one that is meant for another provider it calls a wrong token or grant, where it proves no client.
/// </summary>
internal sealed class AssertionForm(PublicAddress address) : IOpenIddictServerHandler<ValidateTokenContext>
{
    private const string Typed = "client-authentication+jwt";

    public static IReadOnlyList<string> Algorithms { get; } = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .UseSingletonHandler<AssertionForm>()
        .SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion) || context.TokenValidationParameters is not { } rules)
            return ValueTask.CompletedTask;

        if (!IsForUs(context.Token))
        {
            context.Reject(Errors.InvalidClient, "The assertion is meant for another provider.");
            return ValueTask.CompletedTask;
        }

        rules.ValidAlgorithms = [.. Algorithms];
        rules.TypeValidator = (type, _, _) => type is null or "" or "JWT" or Typed
            ? Typed
            : throw new SecurityTokenInvalidTypeException("No assertion of a client.") { InvalidType = type };
        return ValueTask.CompletedTask;
    }

    /// <summary>Before its signature is looked at. What cannot be read is refused there.</summary>
    private bool IsForUs(string assertion)
    {
        try
        {
            return new JsonWebToken(assertion).Audiences.All(audience => audience.TrimEnd('/') == address.Url);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
