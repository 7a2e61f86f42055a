namespace AcRouenIdentity.Domain.OpenId;

/// <summary>What an application is like, so that few questions remain.</summary>
public enum ClientTemplate
{
    /// <summary>A webmail that shows all of the mail service: PKCE unknown to it, several refreshes at once.</summary>
    Webmail,

    /// <summary>A webmail of few pages, written for this provider.</summary>
    SimpleWebmail,

    /// <summary>An ENT or another portal that wants the academic identity.</summary>
    Portal,

    /// <summary>A mail program on somebody's machine.</summary>
    MailClient,

    /// <summary>A service that is called with tokens and asks about them.</summary>
    Api,
}

public static class ClientTemplates
{
    /// <summary>The settings to begin with; who it is and where it answers is left to fill in.</summary>
    public static ClientSettings Begin(ClientTemplate template)
    {
        var client = new ClientSettings { Kind = KindOf(template) };
        foreach (var scope in ScopesOf(template))
            client.Scopes.Add(scope);
        if (template is ClientTemplate.Webmail)
            (client.Pkce, client.RefreshReuse) = (PkceUse.Unable, RefreshReuse.ServedShortly);
        return client;
    }

    private static ClientKind KindOf(ClientTemplate template) => template switch
    {
        ClientTemplate.Webmail or ClientTemplate.SimpleWebmail or ClientTemplate.Portal => ClientKind.Confidential,
        ClientTemplate.MailClient => ClientKind.Public,
        ClientTemplate.Api => ClientKind.Resource,
    };

    private static IReadOnlyList<string> ScopesOf(ClientTemplate template) => template switch
    {
        ClientTemplate.Webmail or ClientTemplate.SimpleWebmail => [OpenIdScopes.OpenId, OpenIdScopes.Profile, OpenIdScopes.Email, OpenIdScopes.Mail, OpenIdScopes.OfflineAccess],
        ClientTemplate.Portal => [OpenIdScopes.OpenId, OpenIdScopes.Profile, OpenIdScopes.Email, OpenIdScopes.Academie],
        ClientTemplate.MailClient => [OpenIdScopes.OpenId, OpenIdScopes.Profile, OpenIdScopes.Email, OpenIdScopes.OfflineAccess, OpenIdScopes.MailUrn],
        ClientTemplate.Api => [],
    };
}
