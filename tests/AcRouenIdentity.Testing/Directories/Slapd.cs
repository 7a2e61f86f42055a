using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Infrastructure.Directory;

namespace AcRouenIdentity.Testing.Directories;

/// <summary>
/// A private slapd made from the sample files, with the sample people or nobody, unprivileged, on a free loopback port. It can be stopped, started again and
/// paused. The rootdn is <see cref="AdminDn"/>: tests look with it at what the service account may not see.
/// </summary>
public sealed class Slapd : IAsyncDisposable
{
    public const string Suffix = "dc=ac-rouen,dc=fr";
    public const string AdminDn = $"cn=admin,{Suffix}";
    public const string ServiceDn = $"cn=identity,ou=services,{Suffix}";
    public const string ProvisioningDn = $"cn=provisioning,ou=services,{Suffix}";
    public const string DecoyDn = $"cn=decoy,ou=services,{Suffix}";
    public const string PeopleBase = $"ou=people,{Suffix}";
    public const string GroupsBase = $"ou=groups,{Suffix}";
    public const string ApplicationPasswordsBase = $"ou=application-passwords,{Suffix}";
    public const string MailDn = $"cn=mail,ou=services,{Suffix}";
    public const string WebmailDn = $"cn=webmail,ou=services,{Suffix}";
    public const string StructuresBase = $"ou=structures,{Suffix}";

    private const string Program = "/usr/sbin/slapd";
    private const string Account = "openldap";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-slapd-");
    private readonly DirectoryPreset preset;
    private readonly int port = FreePorts.Take();
    private readonly int tlsPort = FreePorts.Take();
    private readonly PrivateServer server;

    private Slapd(DirectoryPreset preset)
    {
        this.preset = preset;
        server = new PrivateServer(Command(), port);
    }

    public static bool IsInstalled => File.Exists(Program) && File.Exists("/usr/lib/ldap/argon2.so") && File.Exists("/usr/bin/argon2");

    public string Url => $"ldap://127.0.0.1:{port}";

    public string TlsUrl => $"ldaps://127.0.0.1:{tlsPort}";

    /// <summary>PEM file of the authority behind <see cref="TlsUrl"/> and StartTLS.</summary>
    public string AuthorityFile => Path.Combine(folder.FullName, "tls", "authority.pem");

    public string ServicePasswordFile => Path.Combine(folder.FullName, "secrets", "service-password");

    public string ProvisioningPasswordFile => Path.Combine(folder.FullName, "secrets", "provisioning-password");

    /// <summary>Password of the account of mail servers (<see cref="MailDn"/>).</summary>
    public string MailPassword => File.ReadAllText(Path.Combine(folder.FullName, "secrets", "mail-password"));

    /// <summary>Password of the account of the full webmail (<see cref="WebmailDn"/>).</summary>
    public string WebmailPassword => File.ReadAllText(Path.Combine(folder.FullName, "secrets", "webmail-password"));

    public string AdminPassword => File.ReadAllText(Path.Combine(folder.FullName, "secrets", "admin-password"));

    /// <summary>What <c>AddLdapDirectory</c> needs to use it, without the name of the section.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Preset"] = preset.ToString(),
        ["Servers:0"] = Url,
        ["Encryption"] = nameof(DirectoryEncryption.OffOnLoopback),
        ["BindDn"] = ServiceDn,
        ["BindPasswordFile"] = ServicePasswordFile,
        ["ProvisioningDn"] = ProvisioningDn,
        ["ProvisioningPasswordFile"] = ProvisioningPasswordFile,
        ["DecoyDn"] = DecoyDn,
        ["People:Base"] = PeopleBase,
        ["Structures:Base"] = StructuresBase,
        ["GroupsBase"] = GroupsBase,
        ["ApplicationPasswords:Base"] = ApplicationPasswordsBase,
    };

    /// <summary>Skips the test where slapd is not installed (see <see cref="RealPart"/>).</summary>
    public static Task<Slapd> StartAsync(DirectoryPreset preset) => StartAsync(preset, "present");

    /// <summary>As <c>src/run.sh</c> starts it: without people and establishments, which feeds bring. Skips the test where slapd is not installed.</summary>
    public static Task<Slapd> StartEmptyAsync() => StartAsync(DirectoryPreset.Academic, "from-feeds");

    /// <summary>With the sample people, writing to the disk when it likes (<c>dbnosync</c>), as for a first load.</summary>
    public static Task<Slapd> StartUnsyncedAsync() => StartAsync(DirectoryPreset.Academic, "present", "dbnosync");

    private static async Task<Slapd> StartAsync(DirectoryPreset preset, string people, string? setting = null)
    {
        RealPart.Need("slapd (Debian packages slapd and argon2)", () => IsInstalled);
        var slapd = new Slapd(preset);
        try
        {
            await slapd.LayAsync(people);
            if (setting is not null)
                await slapd.SetAsync(setting);
            await slapd.server.StartAsync();
            return slapd;
        }
        catch
        {
            await slapd.DisposeAsync();
            throw;
        }
    }

    public int ProcessId => server.ProcessId;

    /// <summary>What <c>src/run.sh</c> does to the accounts of the sample people, once feeds have brought them to a directory that was empty.</summary>
    public Task OpenDemoAccountsAsync() => PrivateServer.RunAsync(new ProcessStartInfo(
        "ldapmodify",
        ["-x", "-e", "relax", "-H", Url, "-D", AdminDn, "-y", Path.Combine(folder.FullName, "secrets", "admin-password"), "-f", Path.Combine(folder.FullName, "demo-accounts.ldif")]));

    public Task StopAsync() => server.StopAsync();

    public Task StartAgainAsync() => server.StartAsync();

    /// <summary>Takes connections and requests, answers nothing.</summary>
    public Task PauseAsync() => server.PauseAsync();

    public Task ResumeAsync() => server.ResumeAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string SchemaFolder(DirectoryPreset preset) => preset switch
    {
        DirectoryPreset.Academic => SourceTree.Folder("appsettings.samples", "slapd"),
        DirectoryPreset.EntPerson => SourceTree.Folder("tests", "AcRouenIdentity.Testing", "Directories", "EntPerson"),
        DirectoryPreset.Supann => SourceTree.Folder("tests", "AcRouenIdentity.Testing", "Directories", "Supann"),
    };

    private async Task LayAsync(string people)
    {
        await WriteSecretAsync("sample-password", SamplePeople.Password);
        WriteCertificates();
        var prepare = new ProcessStartInfo(SourceTree.Folder("appsettings.samples", "slapd", "prepare.sh"), [folder.FullName]);
        prepare.Environment["SCHEMA_FOLDER"] = SchemaFolder(preset);
        prepare.Environment["PEOPLE"] = people;
        prepare.Environment["TLS_CERTIFICATE"] = Path.Combine(folder.FullName, "tls", "server.pem");
        prepare.Environment["TLS_KEY"] = Path.Combine(folder.FullName, "tls", "server.key");
        await PrivateServer.RunAsync(prepare);
    }

    private async Task SetAsync(string setting)
    {
        var file = Path.Combine(folder.FullName, "slapd.conf");
        var configuration = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, configuration.Replace("maxsize ", $"{setting}\nmaxsize ", StringComparison.Ordinal));
    }

    private ProcessStartInfo Command()
    {
        string[] owner = Environment.IsPrivilegedProcess ? ["-u", Account, "-g", Account] : [];
        return new ProcessStartInfo(
            Program, ["-f", Path.Combine(folder.FullName, "slapd.conf"), "-h", $"{Url}/ {TlsUrl}/", "-d", "none", .. owner]);
    }

    private async Task WriteSecretAsync(string name, string secret)
    {
        var secrets = folder.CreateSubdirectory("secrets");
        await File.WriteAllTextAsync(Path.Combine(secrets.FullName, name), secret);
    }

    private void WriteCertificates()
    {
        var tls = folder.CreateSubdirectory("tls");
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(tls.FullName, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(tls.FullName, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
