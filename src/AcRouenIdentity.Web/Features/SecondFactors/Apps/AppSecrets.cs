using System.Security.Cryptography;
using AcRouenIdentity.Domain.SecondFactors;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Web.Features.SecondFactors.Apps;

/// <summary>Secrets of applications, at rest and on the page that shows one: each use under a purpose of its own.</summary>
public sealed class AppSecrets(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a page that shows a secret is good for: time enough to install an application.</summary>
    private static readonly TimeSpan OfferLifetime = TimeSpan.FromMinutes(30);

    private readonly IDataProtector atRest = protection.CreateProtector("AcRouenIdentity.AuthenticatorApp");
    private readonly IDataProtectionProvider offered = protection.CreateProtector("AcRouenIdentity.AuthenticatorApp.Offer");

    public string Close(byte[] secret) => Convert.ToBase64String(atRest.Protect(secret));

    public byte[] Open(AuthenticatorApp app) => atRest.Unprotect(Convert.FromBase64String(app.ProtectedSecret));

    /// <summary>For the form of a page of this session; of no use in another.</summary>
    public string Offer(string sessionId, byte[] secret)
    {
        var until = BitConverter.GetBytes((clock.GetUtcNow() + OfferLifetime).UtcTicks);
        return Convert.ToBase64String(offered.CreateProtector(sessionId).Protect([.. until, .. secret]));
    }

    /// <returns>Null where it is too old, another session's, or none of ours.</returns>
    public byte[]? Take(string sessionId, string? offer) =>
        Read(sessionId, offer) is { } content && BitConverter.ToInt64(content) > clock.GetUtcNow().UtcTicks ? content[sizeof(long)..] : null;

    private byte[]? Read(string sessionId, string? offer)
    {
        try
        {
            return offer is { Length: > 0 and < 2048 } ? offered.CreateProtector(sessionId).Unprotect(Convert.FromBase64String(offer)) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
