using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Web.Features.OpenId.Dpop;

/// <summary>
/// What applications whose clock is wrong put into their proofs (RFC 9449 8): the time by ours, in a form that only we can make. Nothing is kept, and any node reads what another made.
/// </summary>
internal sealed class DpopNonces(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Header = "DPoP-Nonce";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.OpenId.DpopNonces");

    public string Make() => protector.Protect(clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    public bool IsFresh(string nonce)
    {
        try
        {
            var madeAt = new DateTimeOffset(long.Parse(protector.Unprotect(nonce), CultureInfo.InvariantCulture), TimeSpan.Zero);
            return clock.GetUtcNow() - madeAt < Lifetime;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
