using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// What may be registered (RFC 6749, RFC 8252, RFC 9700). Each problem names the client and the field, for the administrator who starts the provider.
/// </summary>
public static partial class ClientRules
{
    /// <summary>Addresses, scopes and the like that one client may have.</summary>
    public const int MostOfAKind = 50;

    public const int LongestName = 100;
    public const int LongestAddress = 2000;
    public const int LongestKeys = 20_000;

    public const string SignedAssertion = "private_key_jwt";

    /// <summary>By a certificate of an authority, which says a name that was registered.</summary>
    public const string NamedCertificate = "tls_client_auth";

    /// <summary>By a certificate that was registered itself.</summary>
    public const string RegisteredCertificate = "self_signed_tls_client_auth";

    public static IReadOnlyList<string> AuthenticationMethods { get; } = ["client_secret_basic", "client_secret_post", SignedAssertion, NamedCertificate, RegisteredCertificate];

    public static bool IsByCertificate(string? method) => method is NamedCertificate or RegisteredCertificate;

    public static IReadOnlyList<string> ResponseModes { get; } = ["query", "fragment", "form_post"];

    /// <summary>Each names the client and the field.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyCollection<ClientSettings> clients) =>
    [
        .. clients.Where(client => !string.IsNullOrWhiteSpace(client.Id))
            .GroupBy(client => client.Id, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"{Place(group.First())}: Id: used by {group.Count()} clients."),
        .. clients.Where(client => client.ResourceUri is not null)
            .GroupBy(client => client.ResourceUri, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{Place(group.First())}: ResourceUri: used by {group.Count()} clients."),
        .. clients.SelectMany(client => Problems(client, SecretKeeping.Written).Select(problem => $"{Place(client)}: {problem}")),
    ];

    public static IReadOnlyList<ClientProblem> Problems(ClientSettings client, SecretKeeping secret) =>
    [
        .. NamingProblems(client), .. ChoiceProblems(client), .. SizeProblems(client),
        .. SecretRules.Problems(client, secret), .. FlowProblems(client), .. AddressRules.Problems(client), .. ResourceRules.Problems(client), .. CertificateRules.Problems(client),
    ];

    /// <summary>Only for settings without <see cref="Problems(IReadOnlyCollection{ClientSettings})"/>.</summary>
    public static Client Read(ClientSettings settings) => new()
    {
        Id = settings.Id!,
        Name = settings.Name!,
        Kind = settings.Kind!.Value,
        Secret = settings.Secret,
        Keys = settings.TokenEndpointAuth == RegisteredCertificate ? null : settings.Keys,
        Certificates = settings.TokenEndpointAuth == RegisteredCertificate ? ClientCertificates.Read(settings.Keys!)! : [],
        CertificateName = settings.CertificateName is { } name ? new CertificateName(settings.CertificateNameKind, name) : null,
        TokenBinding = settings.TokenBinding,
        Authentication = settings.TokenEndpointAuth switch
        {
            "client_secret_basic" => ClientAuthentication.Basic,
            "client_secret_post" => ClientAuthentication.Post,
            SignedAssertion => ClientAuthentication.PrivateKey,
            NamedCertificate => ClientAuthentication.NamedCertificate,
            RegisteredCertificate => ClientAuthentication.RegisteredCertificate,
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
        DeviceAuthorization = settings.DeviceAuthorization,
        ResourceUri = settings.ResourceUri,
        Resources = [.. settings.Resources],
    };

    private static KeyPurpose KeyOf(string? algorithm) => algorithm == "ES256" ? KeyPurpose.Es256 : KeyPurpose.Rs256;

    private static IEnumerable<string> Hosts(ClientSettings settings) => settings.RedirectUris.Select(uri => new Uri(uri).Host).Distinct();

    private static string Place(ClientSettings client) => $"OpenId:Clients: \"{client.Id}\"";

    private static IEnumerable<ClientProblem> NamingProblems(ClientSettings client)
    {
        if (client.Id is null || !IdForm().IsMatch(client.Id))
            yield return new(nameof(client.Id), ClientFault.IdForm);
        if (string.IsNullOrWhiteSpace(client.Name))
            yield return new(nameof(client.Name), ClientFault.NameMissing);
        if (client.Kind is null)
            yield return new(nameof(client.Kind), ClientFault.KindMissing);
    }

    private static IEnumerable<ClientProblem> ChoiceProblems(ClientSettings client)
    {
        if (client.TokenEndpointAuth is { } method && !AuthenticationMethods.Contains(method))
            yield return new(nameof(client.TokenEndpointAuth), ClientFault.AuthenticationUnknown, client.TokenEndpointAuth);
        if (client.UserInfoAlgorithm is not (null or "RS256" or "ES256"))
            yield return new(nameof(client.UserInfoAlgorithm), ClientFault.AlgorithmUnknown, client.UserInfoAlgorithm);
        if (client.IdTokenAlgorithm is not (null or "RS256" or "ES256"))
            yield return new(nameof(client.IdTokenAlgorithm), ClientFault.AlgorithmUnknown, client.IdTokenAlgorithm);
        foreach (var mode in client.ResponseModes.Where(mode => !ResponseModes.Contains(mode)))
            yield return new(nameof(client.ResponseModes), ClientFault.ResponseModeUnknown, mode);
        foreach (var scope in client.Scopes.Where(scope => !OpenIdScopes.All.Contains(scope)))
            yield return new(nameof(client.Scopes), ClientFault.ScopeUnknown, scope);
        foreach (var (field, choice) in ChoicesOf(client).Where(choice => !Enum.IsDefined(choice.Choice.GetType(), choice.Choice)))
            yield return new(field, ClientFault.ChoiceUnknown, choice.ToString());
    }

    // A number that is written in the place of a name is taken by every reader of enums.
    private static IEnumerable<(string Field, Enum Choice)> ChoicesOf(ClientSettings client) =>
    [
        (nameof(client.Kind), client.Kind ?? ClientKind.Confidential), (nameof(client.Pkce), client.Pkce), (nameof(client.PushedRequests), client.PushedRequests),
        (nameof(client.Subject), client.Subject), (nameof(client.Consent), client.Consent), (nameof(client.RefreshReuse), client.RefreshReuse),
        (nameof(client.TokenExchange), client.TokenExchange), (nameof(client.DeviceAuthorization), client.DeviceAuthorization),
        (nameof(client.CertificateNameKind), client.CertificateNameKind), (nameof(client.TokenBinding), client.TokenBinding),
    ];

    private static IEnumerable<ClientProblem> SizeProblems(ClientSettings client)
    {
        if (client.Name?.Length > LongestName)
            yield return new(nameof(client.Name), ClientFault.TooLong);
        if (client.Keys?.Length > LongestKeys)
            yield return new(nameof(client.Keys), ClientFault.TooLong);
        foreach (var (field, list) in new[]
                 {
                     (nameof(client.RedirectUris), client.RedirectUris), (nameof(client.PostLogoutRedirectUris), client.PostLogoutRedirectUris),
                     (nameof(client.Scopes), client.Scopes), (nameof(client.ResponseModes), client.ResponseModes),
                     (nameof(client.Resources), client.Resources),
                 })
            if (list.Count > MostOfAKind)
                yield return new(field, ClientFault.TooMany);
    }

    private static IEnumerable<ClientProblem> FlowProblems(ClientSettings client)
    {
        if (client.Pkce is PkceUse.Unable && client.Kind is not ClientKind.Confidential)
            yield return new(nameof(client.Pkce), ClientFault.PkceNeeded);
        if (client.Kind is ClientKind.Resource && (client.RedirectUris.Count > 0 || client.Scopes.Count > 0))
            yield return new(client.RedirectUris.Count > 0 ? nameof(client.RedirectUris) : nameof(client.Scopes), ClientFault.ResourceSignsNobodyIn);
        if (client.Kind is ClientKind.Confidential or ClientKind.Public && client.RedirectUris.Count == 0 && client.DeviceAuthorization is DeviceAuthorizationUse.Refused)
            yield return new(nameof(client.RedirectUris), ClientFault.RedirectMissing);
        if (client.TokenExchange is TokenExchangeUse.Allowed && client.Kind is not ClientKind.Confidential)
            yield return new(nameof(client.TokenExchange), ClientFault.ExchangeNotAllowed);
        if (client.DeviceAuthorization is DeviceAuthorizationUse.Allowed && client.Kind is ClientKind.Resource)
            yield return new(nameof(client.DeviceAuthorization), ClientFault.ResourceSignsNobodyIn);
        if (SectorProblem(client) is { } problem)
            yield return new(nameof(client.Sector), problem);
    }

    private static ClientFault? SectorProblem(ClientSettings client)
    {
        if (client.Subject is SubjectKind.Public)
            return client.Sector is null ? null : ClientFault.SectorOfNoUse;
        if (client.Sector is { } sector)
            return Uri.CheckHostName(sector) is UriHostNameType.Dns ? null : ClientFault.SectorForm;

        var hosts = client.RedirectUris.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.Host : "").Distinct().ToList();
        return hosts is [{ Length: > 0 }] ? null : ClientFault.SectorMissing;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
