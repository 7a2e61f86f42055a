using System.Globalization;
using System.Security.Cryptography;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Web.Features.Letters;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Web.Features.Activation;

/// <summary>Says for some minutes that this browser typed the provisional password of a letter on the sign-in page, so that it is not asked for twice. It opens nothing by itself.</summary>
public sealed class LetterCookie(IDataProtectionProvider protection)
{
    private const string Name = "acrouen-courrier";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("AcRouenIdentity.Activation.Letter").ToTimeLimitedDataProtector();

    public void Give(HttpContext context, Letter letter) => context.Response.Cookies.Append(
        Name, protector.Protect(letter.Id.ToString(CultureInfo.InvariantCulture), Lifetime), OptionsOf(context));

    /// <summary>Id of the letter, or null.</summary>
    public long? Find(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 1024 } cookie)
            return null;
        try
        {
            return long.Parse(protector.Unprotect(cookie), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsOf(context));

    private static CookieOptions OptionsOf(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = $"{context.Request.PathBase}{LetterPaths.FirstAccess}",
        IsEssential = true,
    };
}
