namespace AcRouenIdentity.Domain.OpenId;

/// <summary>Which addresses a client may have: each is compared to the letter, and is nobody else's to answer at.</summary>
internal static class AddressRules
{
    public static IEnumerable<ClientProblem> Problems(ClientSettings client) =>
    [
        .. client.RedirectUris.SelectMany(address => Problems(nameof(client.RedirectUris), address, client.Kind)),
        .. client.PostLogoutRedirectUris.SelectMany(address => Problems(nameof(client.PostLogoutRedirectUris), address, client.Kind)),
        // The provider itself calls this one.
        .. client.BackChannelLogoutUri is { } logout ? Problems(nameof(client.BackChannelLogoutUri), logout, ClientKind.Confidential) : [],
    ];

    private static IEnumerable<ClientProblem> Problems(string field, string address, ClientKind? kind)
    {
        if (address.Length > ClientRules.LongestAddress)
            yield return new(field, ClientFault.TooLong);
        else if (Problem(address, kind) is { } fault)
            yield return new(field, fault, address);
    }

    private static ClientFault? Problem(string text, ClientKind? kind) => FormProblem(text) ?? SchemeProblem(new Uri(text), kind);

    /// <returns>Null where it is one absolute address, whatever it is used for.</returns>
    internal static ClientFault? FormProblem(string text)
    {
        if (text.Contains('*', StringComparison.Ordinal))
            return ClientFault.AddressWildcard;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || text.StartsWith('/') || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            return ClientFault.AddressForm;
        if (text.Contains('#', StringComparison.Ordinal))
            return ClientFault.AddressFragment;
        return uri.UserInfo.Length > 0 ? ClientFault.AddressUserName : null;
    }

    private static ClientFault? SchemeProblem(Uri uri, ClientKind? kind)
    {
        if (uri.Scheme == Uri.UriSchemeHttps)
            return null;
        if (uri.Scheme == Uri.UriSchemeHttp)
            return HttpProblem(uri, kind);

        // RFC 8252 7.1: a private scheme is a reversed domain name, hence a dot; this also keeps javascript: and data: out.
        return kind is ClientKind.Public && uri.Scheme.Contains('.', StringComparison.Ordinal) ? null : ClientFault.AddressScheme;
    }

    private static ClientFault? HttpProblem(Uri uri, ClientKind? kind)
    {
        if (!uri.IsLoopback)
            return ClientFault.AddressInClear;

        return kind is ClientKind.Public && !uri.IsDefaultPort ? ClientFault.AddressPort : null;
    }
}
