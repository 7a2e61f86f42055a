using System.Security.Claims;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Which key signs what. Codes and refresh tokens, which only we read, take the cheaper curve. An id_token gets no row of its own: it hangs on the
/// authorization, and one write less at each sign-in counts.
/// </summary>
internal sealed class TokenKeyChoice(KeyRing keys, ClientCatalog catalog, IOptions<OpenIdOptions> options) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<TokenKeyChoice>()
        .SetOrder(OpenIddictServerHandlers.Protection.AttachSecurityCredentials.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType is TokenTypeIdentifiers.IdentityToken)
            context.CreateTokenEntry = false;

        context.SigningCredentials = keys.Signing(context.TokenType switch
        {
            TokenTypeIdentifiers.AccessToken when IsCheckedByMailServers(context.Principal) => KeyPurpose.MailTokens,
            TokenTypeIdentifiers.IdentityToken or TokenTypeIdentifiers.AccessToken => catalog.Find(context.ClientId)?.IdTokenKey ?? KeyPurpose.Rs256,
            _ => KeyPurpose.Es256,
        });
        if (context.EncryptionCredentials is not null)
            context.EncryptionCredentials = keys.Encrypting;
        return ValueTask.CompletedTask;
    }

    /// <summary>What is for others too is signed as theirs is: they know no key of mail. Nor is what is bound, which a mail server would take from whoever stole it.</summary>
    private bool IsCheckedByMailServers(ClaimsPrincipal token) =>
        options.Value.MailTokens is MailTokenCheck.CheckedLocally && token.GetAudiences() is [OpenIdScopes.MailAudience] && TokenBond.Of(token) == TokenBond.None;
}
