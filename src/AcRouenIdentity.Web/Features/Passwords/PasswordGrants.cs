using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Headers;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Passwords;

/// <param name="Methods">What was proven, as <c>amr</c> values.</param>
/// <param name="ContinueTo">Local path to go on to afterwards.</param>
public sealed record PasswordRight(PasswordGrantReason Reason, string Methods, string ContinueTo);

/// <summary>Gives a browser the right to choose a password, and finds it again. The token stands in a cookie, never in an address; the database has its hash.</summary>
public sealed class PasswordGrants(IdentityDb db, ISecretGenerator secrets, TimeProvider clock)
{
    public const string ChoicePage = "~/mot-de-passe/nouveau";

    private static readonly TokenCookie Cookie = new("acrouen-choix", SameSiteMode.Lax);

    public Task IssueAsync(HttpContext context, Person person, PasswordRight right, CancellationToken cancellationToken)
    {
        Add(context, person, right);
        return db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Adds it to what the caller saves: the proof is spent with it or not at all.</summary>
    public void Add(HttpContext context, Person person, PasswordRight right) =>
        db.Add(new PasswordGrant
        {
            TokenHash = Cookie.Give(context, secrets),
            DirectoryKey = person.Key.Value,
            Reason = right.Reason,
            ContinueTo = right.ContinueTo,
            Methods = right.Methods,
            ExpiresAt = clock.GetUtcNow() + PasswordGrant.Lifetime,
        });

    /// <summary>The grant of this browser, tracked; spent and expired ones too.</summary>
    public async Task<PasswordGrant?> FindAsync(HttpContext context, CancellationToken cancellationToken) =>
        Cookie.HashIn(context) is { } hash ? await db.PasswordGrants.SingleOrDefaultAsync(grant => grant.TokenHash == hash, cancellationToken) : null;

    public static void Forget(HttpContext context) => Cookie.Forget(context);
}
