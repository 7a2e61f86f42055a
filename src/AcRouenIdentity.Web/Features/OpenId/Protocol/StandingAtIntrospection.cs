using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// A token given at the very moment its session ended escapes the revocation; it is inactive all the same. The account is not looked up here: reading mail
/// must not depend on the directory, and an access token lives ten minutes.
/// </summary>
internal sealed class StandingAtIntrospection(SessionStanding standings) : IOpenIddictServerHandler<ValidateIntrospectionRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateIntrospectionRequestContext>()
        .UseScopedHandler<StandingAtIntrospection>()
        .SetOrder(OpenIddictServerHandlers.Introspection.ValidateAuthorizedParty.Descriptor.Order + 1)
        .Build();

    public async ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        var token = context.GenericTokenPrincipal!;
        var found = await standings.FindOpenAsync(token.GetClaim(ClaimNames.SessionId), context.CancellationToken);
        if (found is null || standings.IsMailClosed(found.MailClosedUntil, token.GetScopes()))
            context.Reject(Errors.InvalidToken, "The session of this token is over.");
    }
}
