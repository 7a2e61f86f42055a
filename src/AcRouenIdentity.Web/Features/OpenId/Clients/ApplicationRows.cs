using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using Application = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreApplication;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The rows of clients. They are read anew at each request: one that is disabled is refused at once, on every node.</summary>
internal sealed class ApplicationRows(
    IMemoryCache cache, IOpenIddictEntityFrameworkCoreContext context, IOptionsMonitor<OpenIddictEntityFrameworkCoreOptions> options, IdentityDb db, GrantQuestions questions)
    : OpenIddictEntityFrameworkCoreApplicationStore<
        Application, OpenIddictEntityFrameworkCoreAuthorization, OpenIddictEntityFrameworkCoreToken, string>(cache, context, options)
{
    public override async ValueTask<Application?> FindByIdAsync(string identifier, CancellationToken cancellationToken) =>
        await questions.Application(db, identifier, cancellationToken);

    public override async ValueTask<Application?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken) =>
        await questions.Client(db, identifier, cancellationToken);
}
