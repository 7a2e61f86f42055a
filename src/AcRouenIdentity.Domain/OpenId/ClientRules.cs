using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// What may be registered (RFC 6749, RFC 8252, RFC 9700). Each problem names the client and the field, for the administrator who starts the provider.
/// </summary>
public static partial class ClientRules
{
    /// <summary>What a random secret must be worth (ASVS 6.5.2 asks 112 bits of what is hashed once; DESIGN 6 gives 128).</summary>
    private const double SecretBits = 128;

    private const string SignedAssertion = "private_key_jwt";

    /// <summary>A random text of 22 characters or more with fewer different ones than this is as good as impossible.</summary>
    private const int DifferentCharacters = 8;

    public static IReadOnlyList<string> ResponseModes { get; } = ["query", "fragment", "form_post"];

    public static IReadOnlyList<string> Problems(IReadOnlyCollection<ClientSettings> clients) =>
    [
        .. clients.Where(client => !string.IsNullOrWhiteSpace(client.Id))
            .GroupBy(client => client.Id, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"{Place(group.First())}: Id: used by {group.Count()} clients."),
        .. clients.SelectMany(client => Problems(client).Select(problem => $"{Place(client)}: {problem}")),
    ];

    /// <summary>Only for settings without <see cref="Problems(IReadOnlyCollection{ClientSettings})"/>.</summary>
    public static Client Read(ClientSettings settings) => new()
    {
        Id = settings.Id!,
        Name = settings.Name!,
        Kind = settings.Kind!.Value,
        Secret = settings.Secret,
        Keys = settings.Keys,
        Authentication = settings.TokenEndpointAuth switch
        {
            "client_secret_basic" => ClientAuthentication.Basic,
            "client_secret_post" => ClientAuthentication.Post,
            SignedAssertion => ClientAuthentication.PrivateKey,
            _ => ClientAuthentication.Any,
        },
        RedirectUris = [.. settings.RedirectUris.Select(uri => new Uri(uri))],
        PostLogoutRedirectUris = [.. settings.PostLogoutRedirectUris.Select(uri => new Uri(uri))],
        BackChannelLogoutUri = settings.BackChannelLogoutUri is { } uri ? new Uri(uri) : null,
        Scopes = [.. settings.Scopes],
        Pkce = settings.Pkce,
        PushedRequests = settings.PushedRequests,
        ResponseModes = [.. settings.ResponseModes],
        IdTokenKey = KeyOf(settings.IdTokenAlgorithm),
        Sector = settings.Subject is SubjectKind.Pairwise ? settings.Sector ?? Hosts(settings).First() : null,
        UserInfoKey = settings.UserInfoAlgorithm is null ? null : KeyOf(settings.UserInfoAlgorithm),
        Consent = settings.Consent,
        RefreshReuse = settings.RefreshReuse,
        TokenExchange = settings.TokenExchange,
    };

    private static KeyPurpose KeyOf(string? algorithm) => algorithm == "ES256" ? KeyPurpose.Es256 : KeyPurpose.Rs256;

    private static IEnumerable<string> Hosts(ClientSettings settings) => settings.RedirectUris.Select(uri => new Uri(uri).Host).Distinct();

    private static string Place(ClientSettings client) => $"OpenId:Clients: \"{client.Id}\"";

    private static IEnumerable<string> Problems(ClientSettings client) =>
        [.. NamingProblems(client), .. SecretProblems(client), .. FlowProblems(client), .. AddressProblems(client)];

    private static IEnumerable<string> NamingProblems(ClientSettings client)
    {
        if (client.Id is null || !IdForm().IsMatch(client.Id))
            yield return "Id: 1 to 100 letters, digits, dots, hyphens or underscores are expected.";
        if (string.IsNullOrWhiteSpace(client.Name))
            yield return "Name: missing.";
        if (client.Kind is null)
            yield return "Kind: missing; Confidential, Public or Resource.";
        if (client.TokenEndpointAuth is not (null or "client_secret_basic" or "client_secret_post" or SignedAssertion))
            yield return $"TokenEndpointAuth: \"{client.TokenEndpointAuth}\" is unknown; client_secret_basic, client_secret_post or {SignedAssertion}.";
        if (client.UserInfoAlgorithm is not (null or "RS256" or "ES256"))
            yield return $"UserInfoAlgorithm: \"{client.UserInfoAlgorithm}\" is unknown; RS256 or ES256.";
        if (client.IdTokenAlgorithm is not (null or "RS256" or "ES256"))
            yield return $"IdTokenAlgorithm: \"{client.IdTokenAlgorithm}\" is unknown; RS256 or ES256.";
        foreach (var mode in client.ResponseModes.Where(mode => !ResponseModes.Contains(mode)))
            yield return $"ResponseModes: \"{mode}\" is unknown; {string.Join(", ", ResponseModes)}.";
        foreach (var scope in client.Scopes.Where(scope => !OpenIdScopes.All.Contains(scope)))
            yield return $"Scopes: \"{scope}\" is unknown; {string.Join(", ", OpenIdScopes.All)}.";
    }

    private static IEnumerable<string> SecretProblems(ClientSettings client)
    {
        if (client.TokenEndpointAuth == SignedAssertion)
        {
            if (client.Secret is not null || client.Kind is ClientKind.Public)
                yield return $"TokenEndpointAuth: with {SignedAssertion} the client is confidential and has no secret.";
            if (ClientKeys.Problem(client.Keys) is { } problem)
                yield return $"Keys: {problem}";
            yield break;
        }

        if (client.Keys is not null)
            yield return $"Keys: of use with TokenEndpointAuth {SignedAssertion} only.";
        if (client.Kind is ClientKind.Public)
        {
            if (client.Secret is not null)
                yield return "Secret: a public client can keep none.";
            yield break;
        }

        if (string.IsNullOrEmpty(client.Secret))
            yield return "Secret: missing; give SecretFile or Secret.";
        else if (!IsRandomEnough(client.Secret))
            yield return $"Secret: under {SecretBits} bits; 43 random characters of base64url are a good secret.";
    }

    private static IEnumerable<string> FlowProblems(ClientSettings client)
    {
        if (client.Pkce is PkceUse.Unable && client.Kind is not ClientKind.Confidential)
            yield return "Pkce: only a confidential client may do without.";
        if (client.Kind is ClientKind.Resource && (client.RedirectUris.Count > 0 || client.Scopes.Count > 0))
            yield return "RedirectUris, Scopes: a resource signs nobody in.";
        if (client.Kind is ClientKind.Confidential or ClientKind.Public && client.RedirectUris.Count == 0)
            yield return "RedirectUris: missing.";
        if (client.TokenExchange is TokenExchangeUse.Allowed && client.Kind is not ClientKind.Confidential)
            yield return "TokenExchange: only a confidential client may exchange tokens.";
        if (SectorProblem(client) is { } problem)
            yield return $"Sector: {problem}";
    }

    private static string? SectorProblem(ClientSettings client)
    {
        if (client.Subject is SubjectKind.Public)
            return client.Sector is null ? null : "of use with Subject Pairwise only.";
        if (client.Sector is { } sector)
            return Uri.CheckHostName(sector) is UriHostNameType.Dns ? null : "must be a host name.";

        var hosts = client.RedirectUris.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.Host : "").Distinct().ToList();
        return hosts is [{ Length: > 0 }] ? null : "missing; the redirect addresses are not of one host (OpenID Connect Core 8.1).";
    }

    private static IEnumerable<string> AddressProblems(ClientSettings client)
    {
        foreach (var uri in client.RedirectUris)
            if (AddressProblem(uri, client.Kind) is { } problem)
                yield return $"RedirectUris: \"{uri}\" {problem}";
        foreach (var uri in client.PostLogoutRedirectUris)
            if (AddressProblem(uri, client.Kind) is { } problem)
                yield return $"PostLogoutRedirectUris: \"{uri}\" {problem}";
        if (client.BackChannelLogoutUri is { } logout && AddressProblem(logout, ClientKind.Confidential) is { } wrong)
            yield return $"BackChannelLogoutUri: \"{logout}\" {wrong}";
    }

    private static string? AddressProblem(string text, ClientKind? kind)
    {
        if (text.Contains('*', StringComparison.Ordinal))
            return "has a wildcard; every address is compared exactly.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || text.StartsWith('/'))
            return "is no absolute address.";
        if (text.Contains('#', StringComparison.Ordinal))
            return "has a fragment (RFC 6749 3.1.2).";
        if (uri.UserInfo.Length > 0)
            return "carries a user name.";
        if (uri.Scheme == Uri.UriSchemeHttps)
            return null;
        if (uri.Scheme == Uri.UriSchemeHttp)
            return HttpProblem(uri, kind);

        // RFC 8252 7.1: a private scheme is a reversed domain name, hence a dot; this also keeps javascript: and data: out.
        return kind is ClientKind.Public && uri.Scheme.Contains('.', StringComparison.Ordinal)
            ? null
            : "must be https (or http on a loopback address, or a reversed domain name for a public client).";
    }

    private static string? HttpProblem(Uri uri, ClientKind? kind)
    {
        if (!uri.IsLoopback)
            return "must be https: only a loopback address may be http.";

        return kind is ClientKind.Public && !uri.IsDefaultPort
            ? "names a port: a public client may use any loopback port, register the address without one (RFC 8252 7.3)."
            : null;
    }

    private static bool IsRandomEnough(string secret)
    {
        var bitsPerCharacter = secret.All(char.IsAsciiHexDigit) ? 4 : 5.95;
        return secret.Length * bitsPerCharacter >= SecretBits && secret.Distinct().Count() >= DifferentCharacters;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
