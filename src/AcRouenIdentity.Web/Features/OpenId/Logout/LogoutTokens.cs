using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>Logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4).</summary>
internal sealed class LogoutTokens(KeyRing keys, Subjects subjects, PublicAddress address, ISecretGenerator secrets, TimeProvider clock)
{
    private const string EventName = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>Section 2.4 advises two minutes at most.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>Signed like the id_tokens of that client, as section 2.6 has it verified.</summary>
    public string Make(LogoutDelivery delivery, Client client)
    {
        var now = clock.GetUtcNow();
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = address.Base.AbsoluteUri,
            Audience = client.Id,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = keys.Signing(client.IdTokenKey),
            Claims = new Dictionary<string, object>
            {
                [ClaimNames.Subject] = subjects.Of(delivery.Subject, client.Id),
                [ClaimNames.SessionId] = delivery.SessionId,
                ["jti"] = secrets.Token(16),
                ["events"] = new Dictionary<string, object> { [EventName] = new Dictionary<string, object>() },
            },
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
