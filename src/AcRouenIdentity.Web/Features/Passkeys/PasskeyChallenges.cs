using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>Questions that were put to browsers. The token stands in a cookie, the database has its hash and what the answer is checked against.</summary>
public sealed class PasskeyChallenges(IdentityDb db, ISecretGenerator secrets, TimeProvider clock, IOptions<PasskeyOptions> options)
{
    private const string CookieName = "acrouen-cle";

    /// <param name="subject">Who may answer; null for whoever has a key.</param>
    public async Task PutAsync(HttpContext context, PasskeyPurpose purpose, string? subject, string state, CancellationToken cancellationToken)
    {
        var token = secrets.Token(32);
        db.Add(new PasskeyChallenge
        {
            TokenHash = HashOf(token),
            Purpose = purpose,
            Subject = subject,
            State = state,
            ExpiresAt = clock.GetUtcNow() + options.Value.ChallengeLifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        context.Response.Cookies.Append(CookieName, token, CookieOptionsOf(context));
    }

    /// <summary>Takes the question away for good, whatever the answer is worth.</summary>
    /// <returns>What the answer is checked against; null where nothing was asked, or too long ago, or it was answered already.</returns>
    public async Task<string?> TakeAsync(HttpContext context, PasskeyPurpose purpose, string? subject, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 and < 128 } token)
            return null;

        context.Response.Cookies.Delete(CookieName, CookieOptionsOf(context));
        var (hash, now) = (HashOf(token), clock.GetUtcNow());
        var mine = db.PasskeyChallenges.Where(challenge => challenge.TokenHash == hash && challenge.Purpose == purpose && challenge.Subject == subject);
        var challenge = await mine.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        // Of two answers at once, one alone takes the row.
        var taken = await mine.ExecuteDeleteAsync(cancellationToken);
        return taken == 1 && challenge!.ExpiresAt > now ? challenge.State : null;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static CookieOptions CookieOptionsOf(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
    };
}
