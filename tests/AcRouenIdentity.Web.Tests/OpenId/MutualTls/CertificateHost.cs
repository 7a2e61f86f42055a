using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;

namespace AcRouenIdentity.Web.Tests.OpenId.MutualTls;

/// <summary>A provider that asks for certificates, and the authorities: its own, and one of the same name that it does not know.</summary>
internal sealed class CertificateHost : IAsyncDisposable
{
    public const string EntSubject = "CN=ent, O=Rectorat d'exemple, C=FR";
    public const string EntName = "CN=ent,O=Rectorat d'exemple,C=FR";
    private const string Reader = "cahier";
    private readonly string folder = Directory.CreateTempSubdirectory("acrouen-tls-").FullName;
    private readonly List<IDisposable> made = [];

    public ProviderHost Host { get; private set; } = null!;

    public Authority Ours { get; } = new("Applications of the example");

    public Authority Theirs { get; } = new("Applications of the example");

    public DateTimeOffset Soon { get; } = TimeProvider.System.GetUtcNow().AddHours(2);

    /// <summary>That of the notebook (<c>cahier</c>), which nobody vouches for.</summary>
    public X509Certificate2 OwnOfReader { get; private set; } = null!;

    private string AuthorityFile => Path.Combine(folder, "authorities.pem");

    /// <summary>The portal is known by a certificate of the authority, the notebook by its own; clients speak TLS with the provider.</summary>
    public static Task<CertificateHost> StartAsync(params (string Key, string? Value)[] changes) => StartAsync(behindProxy: null, changes);

    /// <param name="behindProxy">Address of the proxy whose header is believed; the form of the header is among the changes.</param>
    public static async Task<CertificateHost> StartAsync(string? behindProxy, params (string Key, string? Value)[] changes)
    {
        var story = new CertificateHost();
        await File.WriteAllTextAsync(story.AuthorityFile, story.Ours.Pem);
        story.OwnOfReader = story.Keep(Authority.SelfSigned("CN=cahier", story.Soon));
        story.Host = await Applications.StartAsync([.. behindProxy is null ? story.Tls() : [("TrustedProxies:0", behindProxy)], .. story.Settings(), .. changes]);
        return story;
    }

    public X509Certificate2 OfEnt() => Keep(Ours.Sign(EntSubject, names: null, Soon, Purposes.Client));

    public T Keep<T>(T disposable)
        where T : IDisposable
    {
        made.Add(disposable);
        return disposable;
    }

    public RelyingParty Ent(X509Certificate2? certificate, string? secret = null, Func<string>? assertion = null) => Party("ent", certificate, secret, assertion);

    public RelyingParty Notebook(X509Certificate2? certificate, Func<string>? assertion = null) => Party(Reader, certificate, secret: null, assertion);

    public RelyingParty Party(string id, X509Certificate2? certificate, string? secret = null, Func<string>? assertion = null) =>
        Keep(new RelyingParty(Host.SecureAddress ?? Host.Address, id, secret, certificate) { RedirectUri = RedirectOf(id), Scope = "openid profile offline_access", Assertion = assertion });

    public static string RedirectOf(string id) => id is "thunderbird" ? "http://127.0.0.1:49152/retour" : id is "roundcube" ? "http://localhost:5081/index.php/login/oauth" : "http://localhost:5082/oidc/redirect_uri";

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        foreach (var disposable in made.Concat([Ours, Theirs]))
            disposable.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<(string Key, string? Value)> Settings() =>
    [
        ("OpenId:MutualTls:AuthorityFile", AuthorityFile),
        ("OpenId:Clients:1:Secret", null), ("OpenId:Clients:1:TokenEndpointAuth", "tls_client_auth"), ("OpenId:Clients:1:CertificateName", EntName), ("OpenId:Clients:1:Scopes:4", "offline_access"),
        ("OpenId:Clients:4:Id", Reader), ("OpenId:Clients:4:Name", "Cahier de textes"), ("OpenId:Clients:4:Kind", "Confidential"), ("OpenId:Clients:4:TokenEndpointAuth", "self_signed_tls_client_auth"),
        ("OpenId:Clients:4:Keys", OwnOfReader.ExportCertificatePem()), ("OpenId:Clients:4:RedirectUris:0", RedirectOf(Reader)), ("OpenId:Clients:4:Scopes:0", "openid"),
        ("OpenId:Clients:4:Scopes:1", "profile"), ("OpenId:Clients:4:Scopes:2", "offline_access"),
    ];

    private IEnumerable<(string Key, string? Value)> Tls()
    {
        using var server = Ours.ForLoopback();
        var (certificate, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        File.WriteAllText(certificate, server.ExportCertificatePem());
        File.WriteAllText(key, server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return [("Kestrel:Certificates:Default:Path", certificate), ("Kestrel:Certificates:Default:KeyPath", key), ("OpenId:MutualTls:Source", "Connection")];
    }
}

/// <summary>What certificates are for (RFC 5280 4.2.1.12).</summary>
internal static class Purposes
{
    public const string Server = "1.3.6.1.5.5.7.3.1";
    public const string Client = "1.3.6.1.5.5.7.3.2";
}
