using System.Security.Cryptography;
using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>Where a client comes from: by the name of the property of OpenIddict's store that holds the digest of all that is said of it, so that nothing is written when nothing changed.</summary>
public enum ClientOrigin
{
    Configuration,
    Registration,
}

/// <summary>A client in the words of OpenIddict.</summary>
/// <param name="Secret">In clear, or as it is kept; null where there is none.</param>
/// <param name="IsServed">A client that is not keeps its place and may do nothing.</param>
public sealed record ClientDescription(Client Client, string? Secret, ClientOrigin Origin, bool IsServed)
{
    /// <summary>Part of the digest: to be raised when <see cref="ToDescriptor"/> changes.</summary>
    private const int Form = 7;

    public static string PropertyOf(ClientOrigin origin) => origin switch
    {
        ClientOrigin.Configuration => "acrouen_configuration",
        ClientOrigin.Registration => "acrouen_registration",
    };

    public string Fingerprint => Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Form, Client, Secret, IsServed })));

    public OpenIddictApplicationDescriptor ToDescriptor()
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = Client.Id,
            ClientSecret = Client.ShowsCertificate ? ClientSecretHash.OfNone : Secret,
            JsonWebKeySet = Client.Keys is null ? null : new JsonWebKeySet(Client.Keys),
            DisplayName = Client.Name,
            ClientType = Client.Kind is ClientKind.Public ? ClientTypes.Public : ClientTypes.Confidential,
            ApplicationType = Client.Kind is ClientKind.Public ? ApplicationTypes.Native : ApplicationTypes.Web,
            // The académie's own applications: nobody is asked whether their employer may know them.
            ConsentType = ConsentTypes.Implicit,
        };
        if (IsServed)
            descriptor.Permissions.UnionWith(Client.Kind is ClientKind.Resource ? [Permissions.Endpoints.Introspection] : PermissionsOf(Client));
        descriptor.RedirectUris.UnionWith(Client.RedirectUris);
        descriptor.PostLogoutRedirectUris.UnionWith(Client.PostLogoutRedirectUris);
        if (Client.Pkce is PkceUse.Required)
            descriptor.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
        if (Client.PushedRequests is PushedRequestUse.Required)
            descriptor.Requirements.Add(Requirements.Features.PushedAuthorizationRequests);
        descriptor.Properties[PropertyOf(Origin)] = JsonSerializer.SerializeToElement(Fingerprint);
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
        if (client.DeviceAuthorization is DeviceAuthorizationUse.Allowed)
        {
            yield return Permissions.Endpoints.DeviceAuthorization;
            yield return Permissions.GrantTypes.DeviceCode;
        }

        foreach (var scope in client.Scopes)
            yield return Permissions.Prefixes.Scope + scope;
        foreach (var resource in client.Resources)
            yield return Permissions.Prefixes.Resource + resource;
    }
}
