namespace AcRouenIdentity.Domain.OpenId;

/// <summary>An application that mail programs on people's own machines may sign in as, and what they have to know of it.</summary>
/// <param name="Redirect">On this machine; the program puts a port in (RFC 8252 7.3).</param>
/// <param name="Scopes">No more than reading and sending take.</param>
public sealed record MailProgram(string ClientId, Uri Redirect, IReadOnlyList<string> Scopes)
{
    private const string InQuery = "query";
    private static readonly string[] Loopback = ["127.0.0.1", "localhost"];

    /// <returns>Null where such a program could not sign in, or would have to again every few minutes.</returns>
    public static MailProgram? Of(Client client) =>
        SuitsAnybody(client) && ScopeOfMail(client) is { } mail && client.RedirectUris.FirstOrDefault(IsOnThisMachine) is { } redirect
            ? new MailProgram(client.Id, redirect, [mail, OpenIdScopes.OfflineAccess])
            : null;

    private static bool SuitsAnybody(Client client) =>
        client is { Kind: ClientKind.Public, MayRefresh: true, TokenBinding: TokenBinding.None, PushedRequests: PushedRequestUse.Allowed } && client.MayAnswerBy(InQuery);

    private static string? ScopeOfMail(Client client) => new[] { OpenIdScopes.Mail, OpenIdScopes.MailUrn }.FirstOrDefault(client.Scopes.Contains);

    // Programs listen on IPv4.
    private static bool IsOnThisMachine(Uri address) => address.Scheme == Uri.UriSchemeHttp && Loopback.Contains(address.Host);
}
