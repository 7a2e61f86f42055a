using System.Security.Cryptography;
using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>
/// Brings OpenIddict's store to what the configuration says. Clients that configuration once made and no longer names go, with all their tokens;
/// those that came another way stay.
/// </summary>
internal sealed class ClientSync(IOpenIddictApplicationManager applications, ClientCatalog catalog, ILogger<ClientSync> logger)
{
    /// <summary>Property of the clients that configuration made: a digest of all that it says, so that nothing is written when nothing changed.</summary>
    private const string Fingerprint = "acrouen_configuration";

    /// <summary>Part of the digest: to be raised when <see cref="Describe"/> changes.</summary>
    private const int Form = 2;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var client in catalog.All)
            await SaveAsync(client, cancellationToken);
        await RemoveGoneAsync(cancellationToken);
    }

    private async Task SaveAsync(Client client, CancellationToken cancellationToken)
    {
        var descriptor = Describe(client);
        var known = await applications.FindByClientIdAsync(client.Id, cancellationToken);
        if (known is null)
        {
            await CreateAsync(descriptor, cancellationToken);
            return;
        }

        if (await FingerprintOfAsync(known, cancellationToken) == descriptor.Properties[Fingerprint].GetString())
            return;

        await applications.UpdateAsync(known, descriptor, cancellationToken);
        Log.ClientUpdated(logger, client.Id);
    }

    private async Task CreateAsync(OpenIddictApplicationDescriptor descriptor, CancellationToken cancellationToken)
    {
        try
        {
            await applications.CreateAsync(descriptor, cancellationToken);
            Log.ClientCreated(logger, descriptor.ClientId!);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another node that starts at the same time was first; anything else shows again at once.
            if (await applications.FindByClientIdAsync(descriptor.ClientId!, cancellationToken) is null)
                throw;
        }
    }

    private async Task RemoveGoneAsync(CancellationToken cancellationToken)
    {
        var gone = new List<object>();
        await foreach (var application in applications.ListAsync(count: null, offset: null, cancellationToken))
        {
            var fromConfiguration = await FingerprintOfAsync(application, cancellationToken) is not null;
            if (fromConfiguration && catalog.Find(await applications.GetClientIdAsync(application, cancellationToken)) is null)
                gone.Add(application);
        }

        foreach (var application in gone)
        {
            Log.ClientRemoved(logger, await applications.GetClientIdAsync(application, cancellationToken));
            await applications.DeleteAsync(application, cancellationToken);
        }
    }

    private async Task<string?> FingerprintOfAsync(object application, CancellationToken cancellationToken)
    {
        var properties = await applications.GetPropertiesAsync(application, cancellationToken);
        return properties.TryGetValue(Fingerprint, out var value) ? value.GetString() : null;
    }

    private static OpenIddictApplicationDescriptor Describe(Client client)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = client.Id,
            ClientSecret = client.Secret,
            JsonWebKeySet = client.Keys is null ? null : new JsonWebKeySet(client.Keys),
            DisplayName = client.Name,
            ClientType = client.Kind is ClientKind.Public ? ClientTypes.Public : ClientTypes.Confidential,
            ApplicationType = client.Kind is ClientKind.Public ? ApplicationTypes.Native : ApplicationTypes.Web,
            // The académie's own applications: nobody is asked whether their employer may know them.
            ConsentType = ConsentTypes.Implicit,
        };
        descriptor.Permissions.UnionWith(client.Kind is ClientKind.Resource ? [Permissions.Endpoints.Introspection] : PermissionsOf(client));
        descriptor.RedirectUris.UnionWith(client.RedirectUris);
        descriptor.PostLogoutRedirectUris.UnionWith(client.PostLogoutRedirectUris);
        if (client.Pkce is PkceUse.Required)
            descriptor.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
        if (client.PushedRequests is PushedRequestUse.Required)
            descriptor.Requirements.Add(Requirements.Features.PushedAuthorizationRequests);
        descriptor.Properties[Fingerprint] = JsonSerializer.SerializeToElement(Digest(client));
        return descriptor;
    }

    private static IEnumerable<string> PermissionsOf(Client client)
    {
        yield return Permissions.Endpoints.Authorization;
        yield return Permissions.Endpoints.PushedAuthorization;
        yield return Permissions.Endpoints.Token;
        yield return Permissions.Endpoints.Revocation;
        yield return Permissions.Endpoints.EndSession;
        yield return Permissions.ResponseTypes.Code;
        yield return Permissions.GrantTypes.AuthorizationCode;
        if (client.MayRefresh)
            yield return Permissions.GrantTypes.RefreshToken;
        if (client.TokenExchange is TokenExchangeUse.Allowed)
            yield return Permissions.GrantTypes.TokenExchange;
        foreach (var scope in client.Scopes)
            yield return Permissions.Prefixes.Scope + scope;
    }

    private static string Digest(Client client) =>
        Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Form, client })));
}
