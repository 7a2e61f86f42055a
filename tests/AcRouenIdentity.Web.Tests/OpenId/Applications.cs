using AcRouenIdentity.Testing.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>The applications that the tests register, and who plays them.</summary>
internal static class Applications
{
    private const string RoundcubeSecret = "Zr0undcube-k2Vd8Qm4Xw7Lp1Ty6";
    private const string EntSecret = "ZentPortail-h5Nc9Rb3Jg8Fs2Wq";
    public const string MailSecret = "Zmail0Service-d4Ht6Yu8Io1Pa3";

    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["OpenId:Clients:0:Id"] = "roundcube",
        ["OpenId:Clients:0:Name"] = "Messagerie",
        ["OpenId:Clients:0:Kind"] = "Confidential",
        ["OpenId:Clients:0:Secret"] = RoundcubeSecret,
        ["OpenId:Clients:0:TokenEndpointAuth"] = "client_secret_post",
        ["OpenId:Clients:0:Pkce"] = "Unable",
        ["OpenId:Clients:0:RefreshReuse"] = "ServedShortly",
        ["OpenId:Clients:0:RedirectUris:0"] = "http://localhost:5081/index.php/login/oauth",
        ["OpenId:Clients:0:PostLogoutRedirectUris:0"] = "http://localhost:5081/",
        ["OpenId:Clients:0:Scopes:0"] = "openid",
        ["OpenId:Clients:0:Scopes:1"] = "profile",
        ["OpenId:Clients:0:Scopes:2"] = "email",
        ["OpenId:Clients:0:Scopes:3"] = "mail",
        ["OpenId:Clients:0:Scopes:4"] = "offline_access",
        ["OpenId:Clients:1:Id"] = "ent",
        ["OpenId:Clients:1:Name"] = "Espace numérique de travail",
        ["OpenId:Clients:1:Kind"] = "Confidential",
        ["OpenId:Clients:1:Secret"] = EntSecret,
        ["OpenId:Clients:1:TokenEndpointAuth"] = "client_secret_basic",
        ["OpenId:Clients:1:RedirectUris:0"] = "http://localhost:5082/oidc/redirect_uri",
        ["OpenId:Clients:1:PostLogoutRedirectUris:0"] = "http://localhost:5082/",
        ["OpenId:Clients:1:BackChannelLogoutUri"] = "http://localhost:1/oidc/redirect_uri?logout=backchannel",
        ["OpenId:Clients:1:Scopes:0"] = "openid",
        ["OpenId:Clients:1:Scopes:1"] = "profile",
        ["OpenId:Clients:1:Scopes:2"] = "email",
        ["OpenId:Clients:1:Scopes:3"] = "academie",
        ["OpenId:Clients:2:Id"] = "mail",
        ["OpenId:Clients:2:Name"] = "Service de messagerie",
        ["OpenId:Clients:2:Kind"] = "Resource",
        ["OpenId:Clients:2:Secret"] = MailSecret,
        ["OpenId:Clients:3:Id"] = "thunderbird",
        ["OpenId:Clients:3:Name"] = "Thunderbird",
        ["OpenId:Clients:3:Kind"] = "Public",
        ["OpenId:Clients:3:IdTokenAlgorithm"] = "ES256",
        ["OpenId:Clients:3:RedirectUris:0"] = "http://127.0.0.1/retour",
        ["OpenId:Clients:3:Scopes:0"] = "openid",
        ["OpenId:Clients:3:Scopes:1"] = "offline_access",
        ["OpenId:Clients:3:Scopes:2"] = "urn:ietf:params:oauth:scope:mail",
    };

    public static Task<ProviderHost> StartAsync(params (string Key, string? Value)[] changes) => StartAsync(_ => { }, changes);

    public static Task<ProviderHost> StartAsync(Action<IServiceCollection> replace, params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Settings);
        foreach (var (key, value) in changes)
            settings[key] = value;
        return ProviderHost.StartAsync(settings, replace);
    }

    public static RelyingParty Roundcube(this ProviderHost host) => Roundcube(host.Address);

    public static RelyingParty Roundcube(Uri provider) => new(provider, "roundcube", RoundcubeSecret)
    {
        RedirectUri = "http://localhost:5081/index.php/login/oauth",
        Scope = "openid profile email mail offline_access",
        UsesPkce = false,
    };

    public static RelyingParty Ent(this ProviderHost host) => Ent(host.Address);

    public static RelyingParty Ent(Uri provider) => new(provider, "ent", EntSecret)
    {
        RedirectUri = "http://localhost:5082/oidc/redirect_uri",
        Scope = "openid profile email academie",
        UsesBasic = true,
    };

    public static RelyingParty Mail(this ProviderHost host) => Mail(host.Address);

    public static RelyingParty Mail(Uri provider) => new(provider, "mail", MailSecret);

    public static RelyingParty Thunderbird(this ProviderHost host) => new(host.Address, "thunderbird", secret: null)
    {
        RedirectUri = "http://127.0.0.1:49152/retour",
        Scope = "openid offline_access urn:ietf:params:oauth:scope:mail",
    };
}
