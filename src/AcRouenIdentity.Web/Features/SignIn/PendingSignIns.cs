using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Sign-ins that wait for a second factor. The token stands in a cookie, the database has its hash.</summary>
public sealed class PendingSignIns(IdentityDb db, ISecretGenerator secrets, TimeProvider clock)
{
    private const string CookieName = "acrouen-etape";

    /// <summary>Time enough to find the telephone.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task PutAsync(HttpContext context, ProvenSignIn proven, string subject, CancellationToken cancellationToken)
    {
        var token = secrets.Token(32);
        db.Add(new PendingSignIn
        {
            TokenHash = HashOf(token),
            Subject = subject,
            DirectoryKey = proven.Person.Key.Value,
            Methods = proven.Methods,
            Device = proven.Device,
            MustChange = proven.MustChange,
            ReturnTo = proven.ReturnTo,
            ExpiresAt = clock.GetUtcNow() + Lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        context.Response.Cookies.Append(CookieName, token, CookieOptionsOf(context));
    }

    /// <returns>That of this browser; null where there is none, or no longer.</returns>
    public async Task<PendingSignIn?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 and < 128 } token)
            return null;

        var hash = HashOf(token);
        var pending = await db.PendingSignIns.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, cancellationToken);
        return pending?.ExpiresAt > clock.GetUtcNow() ? pending : null;
    }

    /// <returns>False where another answer of this browser took it meanwhile.</returns>
    public async Task<bool> TakeAsync(HttpContext context, PendingSignIn pending, CancellationToken cancellationToken)
    {
        context.Response.Cookies.Delete(CookieName, CookieOptionsOf(context));
        return await db.PendingSignIns.Where(row => row.TokenHash == pending.TokenHash).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static CookieOptions CookieOptionsOf(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };
}
