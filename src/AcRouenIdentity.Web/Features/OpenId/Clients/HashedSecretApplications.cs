using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore.Models;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>
/// Client secrets are random and worth 128 bits (<see cref="Domain.OpenId.ClientRules"/>), so one SHA-256 keeps them (ASVS 6.5.2). The PBKDF2 of
/// OpenIddict would cost 4 ms of CPU at each introspection, that is at each IMAP login.
/// </summary>
internal sealed class HashedSecretApplications(
    IOpenIddictApplicationCache<OpenIddictEntityFrameworkCoreApplication> cache,
    ILogger<OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<OpenIddictEntityFrameworkCoreApplication> store,
    TimeProvider clock)
    : OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>(cache, logger, options, store)
{
    protected override ValueTask<string> ObfuscateClientSecretAsync(string secret, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ClientSecretHash.IsKept(secret) ? secret : ClientSecretHash.Of(secret));

    protected override ValueTask<bool> ValidateClientSecretAsync(string secret, string comparand, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ClientSecretHash.Matches(secret, comparand, clock.GetUtcNow()));
}
