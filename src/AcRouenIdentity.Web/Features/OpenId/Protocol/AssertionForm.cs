using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// What the assertion of a client may look like. OpenIddict takes those alone that call themselves <c>client-authentication+jwt</c>, a draft that hardly any client
/// follows yet, and signed by whatever algorithm fits a key.
/// </summary>
internal sealed class AssertionForm : IOpenIddictServerHandler<ValidateTokenContext>
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

        rules.ValidAlgorithms = [.. Algorithms];
        rules.TypeValidator = (type, _, _) => type is null or "" or "JWT" or Typed
            ? Typed
            : throw new SecurityTokenInvalidTypeException("No assertion of a client.") { InvalidType = type };
        return ValueTask.CompletedTask;
    }
}
