using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Passwords;

/// <param name="Methods">What was proven, as <c>amr</c> values.</param>
/// <param name="ContinueTo">Local path to go on to afterwards.</param>
public sealed record PasswordRight(PasswordGrantReason Reason, string Methods, string ContinueTo);

/// <summary>Gives a browser the right to choose a password, and finds it again. The token stands in a cookie, never in an address; the database has its hash.</summary>
public sealed class PasswordGrants(IdentityDb db, ISecretGenerator secrets, TimeProvider clock)
{
    public const string ChoicePage = "~/mot-de-passe/nouveau";

    private const string CookieName = "acrouen-choix";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public async Task IssueAsync(HttpContext context, Person person, PasswordRight right, CancellationToken cancellationToken)
    {
        var token = secrets.Token(32);
        db.Add(new PasswordGrant
        {
            TokenHash = HashOf(token),
            DirectoryKey = person.Key.Value,
            Reason = right.Reason,
            ContinueTo = right.ContinueTo,
            Methods = right.Methods,
            ExpiresAt = clock.GetUtcNow() + Lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        context.Response.Cookies.Append(CookieName, token, CookieOptionsOf(context));
    }

    /// <summary>The grant of this browser, tracked; spent and expired ones too.</summary>
    public async Task<PasswordGrant?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 and < 128 } token)
            return null;

        var hash = HashOf(token);
        return await db.PasswordGrants.SingleOrDefaultAsync(grant => grant.TokenHash == hash, cancellationToken);
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName, CookieOptionsOf(context));

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static CookieOptions CookieOptionsOf(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };
}
