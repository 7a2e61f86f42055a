using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Tokens that mail servers check by themselves say that they are of the type <c>JWT</c>, the only one that Dovecot 2.3 takes, and not <c>at+jwt</c> (RFC 9068). What they are follows from their key, which signs nothing else:
/// here an access token, whatever their type says, and never an id_token.
/// </summary>
internal sealed class MailTokenForm(KeyRing ring) : IOpenIddictServerHandler<GenerateTokenContext>
{
    private const string Written = JwtConstants.HeaderType;
    private const string Meant = "at+jwt";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<MailTokenForm>()
        .SetOrder(OpenIddictServerHandlers.Protection.GenerateIdentityModelToken.Descriptor.Order - 1)
        .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.SigningCredentials is { Key.KeyId: var id } && ring.Find(id)?.Purpose is KeyPurpose.MailTokens)
            context.SecurityTokenDescriptor.TokenType = Written;
        return ValueTask.CompletedTask;
    }

    /// <summary>Has a token read by that key of mail alone, as what such a key signs.</summary>
    public static void ReadBy(SecurityKey key, TokenValidationParameters rules)
    {
        rules.IssuerSigningKeys = [key];
        rules.TypeValidator = ReadType;
    }

    private static string ReadType(string? type, SecurityToken token, TokenValidationParameters rules) =>
        type == Written && (rules.ValidTypes is not { } expected || expected.Contains(Meant))
            ? Meant
            : throw new SecurityTokenInvalidTypeException("A key of mail signs access tokens alone.") { InvalidType = type };
}
