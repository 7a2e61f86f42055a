using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Headers;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Sign-ins that wait for a second factor. The token stands in a cookie, the database has its hash.</summary>
public sealed class PendingSignIns(IdentityDb db, ISecretGenerator secrets, TimeProvider clock)
{
    private static readonly TokenCookie Cookie = new("acrouen-etape", SameSiteMode.Lax);

    /// <summary>Time enough to find the telephone.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task PutAsync(HttpContext context, ProvenSignIn proven, string subject, CancellationToken cancellationToken)
    {
        db.Add(new PendingSignIn
        {
            TokenHash = Cookie.Give(context, secrets),
            Subject = subject,
            DirectoryKey = proven.Person.Key.Value,
            Methods = proven.Methods,
            Device = proven.Device,
            MustChange = proven.MustChange,
            ReturnTo = proven.ReturnTo,
            ExpiresAt = clock.GetUtcNow() + Lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <returns>That of this browser; null where there is none, or no longer.</returns>
    public async Task<PendingSignIn?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (Cookie.HashIn(context) is not { } hash)
            return null;

        var pending = await db.PendingSignIns.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, cancellationToken);
        return pending?.ExpiresAt > clock.GetUtcNow() ? pending : null;
    }

    /// <returns>False where another answer of this browser took it meanwhile.</returns>
    public async Task<bool> TakeAsync(HttpContext context, PendingSignIn pending, CancellationToken cancellationToken)
    {
        Cookie.Forget(context);
        return await db.PendingSignIns.Where(row => row.TokenHash == pending.TokenHash).ExecuteDeleteAsync(cancellationToken) == 1;
    }
}
