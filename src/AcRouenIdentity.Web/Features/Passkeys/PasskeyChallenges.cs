using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>Questions that were put to browsers. The token stands in a cookie, the database has its hash and what the answer is checked against.</summary>
public sealed class PasskeyChallenges(IdentityDb db, ISecretGenerator secrets, TimeProvider clock, IOptions<PasskeyOptions> options)
{
    private static readonly TokenCookie Cookie = new("acrouen-cle", SameSiteMode.Strict);

    /// <param name="subject">Who may answer; null for whoever has a key.</param>
    public async Task PutAsync(HttpContext context, PasskeyPurpose purpose, string? subject, string state, CancellationToken cancellationToken)
    {
        db.Add(new PasskeyChallenge
        {
            TokenHash = Cookie.Give(context, secrets),
            Purpose = purpose,
            Subject = subject,
            State = state,
            ExpiresAt = clock.GetUtcNow() + options.Value.ChallengeLifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Takes the question away for good, whatever the answer is worth.</summary>
    /// <returns>What the answer is checked against; null where nothing was asked, or too long ago, or it was answered already.</returns>
    public async Task<string?> TakeAsync(HttpContext context, PasskeyPurpose purpose, string? subject, CancellationToken cancellationToken)
    {
        if (Cookie.HashIn(context) is not { } hash)
            return null;

        Cookie.Forget(context);
        var now = clock.GetUtcNow();
        var mine = db.PasskeyChallenges.Where(challenge => challenge.TokenHash == hash && challenge.Purpose == purpose && challenge.Subject == subject);
        var challenge = await mine.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        // Of two answers at once, one alone takes the row.
        var taken = await mine.ExecuteDeleteAsync(cancellationToken);
        return taken == 1 && challenge!.ExpiresAt > now ? challenge.State : null;
    }
}
