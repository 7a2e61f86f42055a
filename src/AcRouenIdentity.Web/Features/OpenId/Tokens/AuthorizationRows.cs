using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using Grant = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreAuthorization;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>The rows of grants. They point to their client by key, and it is not read along with them.</summary>
internal sealed class AuthorizationRows(
    IMemoryCache cache, IOpenIddictEntityFrameworkCoreContext context, IOptionsMonitor<OpenIddictEntityFrameworkCoreOptions> options, IdentityDb db, GrantQuestions questions)
    : OpenIddictEntityFrameworkCoreAuthorizationStore<
        Grant, OpenIddictEntityFrameworkCoreApplication, OpenIddictEntityFrameworkCoreToken, string>(cache, context, options)
{
    private const string ApplicationKey = "ApplicationId";

    public override async ValueTask<Grant?> FindByIdAsync(string identifier, CancellationToken cancellationToken) =>
        await questions.Authorization(db, identifier, cancellationToken);

    public override ValueTask<string?> GetApplicationIdAsync(Grant authorization, CancellationToken cancellationToken) =>
        ValueTask.FromResult(db.EntryAsIs(authorization).Property<string?>(ApplicationKey).CurrentValue);

    public override ValueTask SetApplicationIdAsync(Grant authorization, string? identifier, CancellationToken cancellationToken)
    {
        db.EntryAsIs(authorization).Property<string?>(ApplicationKey).CurrentValue = identifier;
        return ValueTask.CompletedTask;
    }
}
