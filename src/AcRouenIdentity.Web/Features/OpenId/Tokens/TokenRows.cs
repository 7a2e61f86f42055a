using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Token = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>
/// The rows of tokens. OpenIddict writes a new one as soon as it is described and a code again once it has a value, and reads client and authorization to point to them;
/// here rows that are new wait until whoever makes them has them whole (<see cref="SaveNewAsync"/>), and point by key.
/// </summary>
internal sealed class TokenRows(
    IMemoryCache cache, IOpenIddictEntityFrameworkCoreContext context, IOptionsMonitor<OpenIddictEntityFrameworkCoreOptions> options, IdentityDb db, GrantQuestions questions, ISecretGenerator secrets)
    : OpenIddictEntityFrameworkCoreTokenStore<
        Token, OpenIddictEntityFrameworkCoreApplication, OpenIddictEntityFrameworkCoreAuthorization, string>(cache, context, options)
{
    private const string ApplicationKey = "ApplicationId";
    private const string AuthorizationKey = "AuthorizationId";

    public override async ValueTask<Token?> FindByIdAsync(string identifier, CancellationToken cancellationToken) => await questions.Token(db, identifier, cancellationToken);

    public override async ValueTask<Token?> FindByReferenceIdAsync(string identifier, CancellationToken cancellationToken) => await questions.TokenByReference(db, identifier, cancellationToken);

    public override ValueTask CreateAsync(Token token, CancellationToken cancellationToken)
    {
        db.Add(token);
        return ValueTask.CompletedTask;
    }

    public override ValueTask UpdateAsync(Token token, CancellationToken cancellationToken) =>
        db.EntryAsIs(token).State is EntityState.Added ? ValueTask.CompletedTask : base.UpdateAsync(token, cancellationToken);

    /// <summary>Writes what waits, at once.</summary>
    /// <exception cref="DbUpdateException">None of it was written.</exception>
    public async Task SaveNewAsync(CancellationToken cancellationToken)
    {
        if (db.HasNew<Token>())
            await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Marks a token as redeemed, for one of all who try.</summary>
    /// <returns>False where it was spent or revoked before, or is not there.</returns>
    public async Task<bool> TrySpendAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (redeemedAt, version) = (now.UtcDateTime, secrets.Token(16));
        return await db.Set<Token>().Where(token => token.Id == id && token.Status == Statuses.Valid).ExecuteUpdateAsync(
            update => update
                .SetProperty(token => token.Status, Statuses.Redeemed)
                .SetProperty(token => token.RedemptionDate, redeemedAt)
                .SetProperty(token => token.ConcurrencyToken, version),
            cancellationToken) == 1;
    }

    public override ValueTask<string?> GetApplicationIdAsync(Token token, CancellationToken cancellationToken) => KeyAsync(token, ApplicationKey);

    public override ValueTask<string?> GetAuthorizationIdAsync(Token token, CancellationToken cancellationToken) => KeyAsync(token, AuthorizationKey);

    public override ValueTask SetApplicationIdAsync(Token token, string? identifier, CancellationToken cancellationToken) => PointAsync(token, ApplicationKey, identifier);

    public override ValueTask SetAuthorizationIdAsync(Token token, string? identifier, CancellationToken cancellationToken) => PointAsync(token, AuthorizationKey, identifier);

    private ValueTask<string?> KeyAsync(Token token, string name) => ValueTask.FromResult(db.EntryAsIs(token).Property<string?>(name).CurrentValue);

    private ValueTask PointAsync(Token token, string name, string? key)
    {
        db.EntryAsIs(token).Property<string?>(name).CurrentValue = key;
        return ValueTask.CompletedTask;
    }
}
