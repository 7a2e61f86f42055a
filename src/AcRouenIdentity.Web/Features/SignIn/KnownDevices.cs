using System.Security.Cryptography;
using System.Text.Json;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>What a browser shows to say that this person signed in on it before.</summary>
public sealed record DeviceProof(string DirectoryKey, string DeviceId);

/// <summary>
/// A protected cookie on a device that its owner called personal. It opens nothing: tries on it are counted apart from those of strangers (OWASP's device
/// cookies), so that nobody elsewhere can make its owner wait.
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, ISecretGenerator secrets, IOptions<AttemptOptions> options)
{
    private const string CookieName = "acrouen-appareil";
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("AcRouenIdentity.KnownDevices").ToTimeLimitedDataProtector();

    public DeviceProof? Find(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 and < 2048 } cookie)
            return null;
        try
        {
            return JsonSerializer.Deserialize<DeviceProof>(protector.Unprotect(cookie));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    public void Remember(HttpContext context, Person person)
    {
        var proof = Find(context) is { } known && known.DirectoryKey == person.Key.Value
            ? known
            : new DeviceProof(person.Key.Value, secrets.Token(16));
        var lifetime = options.Value.FamiliarFor;
        context.Response.Cookies.Append(CookieName, protector.Protect(JsonSerializer.Serialize(proof), lifetime), new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = lifetime,
            Path = $"{context.Request.PathBase}{SignInPaths.Page}",
            IsEssential = true,
        });
    }
}
