using System.Security.Cryptography;
using System.Text;
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
    IOpenIddictApplicationStore<OpenIddictEntityFrameworkCoreApplication> store)
    : OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>(cache, logger, options, store)
{
    private const string Mark = "sha256:";

    protected override ValueTask<string> ObfuscateClientSecretAsync(string secret, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Hash(secret));

    protected override ValueTask<bool> ValidateClientSecretAsync(string secret, string comparand, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(comparand)));

    private static string Hash(string secret) => Mark + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
