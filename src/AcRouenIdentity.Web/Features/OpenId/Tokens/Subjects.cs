using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Keys;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>
/// The <c>sub</c> by which an application knows a person: the one that all know, or where it asks for that, one that no other sector can tell to be the same person
/// (OpenID Connect Core 8.1).
/// </summary>
public sealed class Subjects(KeyRing keys, ClientCatalog catalog)
{
    public string Of(string subject, string? clientId) =>
        catalog.FindEvenDisabled(clientId)?.Sector is { } sector
            ? Base64Url.EncodeToString(HMACSHA256.HashData(keys.ForSubjects, Encoding.UTF8.GetBytes($"{sector}\n{subject}")))
            : subject;

    /// <summary>Whether that id_token was given for the person of that session, to whichever application it was.</summary>
    public bool IsOf(IdTokenHint hint, Session session) => hint.Subject == Of(session.Subject, hint.ClientId);
}
