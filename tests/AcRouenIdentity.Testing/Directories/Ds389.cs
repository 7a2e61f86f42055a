using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AcRouenIdentity.Infrastructure.Directory;

namespace AcRouenIdentity.Testing.Directories;

/// <summary>
/// A private 389 Directory Server with our schema and the sample people, from the templates of Debian's package and without its service. Its words
/// for a password differ from slapd's: passwordExpirationTime and nsAccountLock, and it takes a new password over TLS only.
/// </summary>
public sealed partial class Ds389 : IAsyncDisposable
{
    private const string Program = "/usr/sbin/ns-slapd";
    private const string Template = "/usr/share/dirsrv/data/template-dse.ldif";
    private const string BackendTemplate = "/usr/share/dirsrv/data/template-suffix-db.ldif";
    private const string Account = "dirsrv";
    private const string Backend = "userroot";
    private const string OidArc = "2.25.307939924745319092057987161354489267216";
    private const string ReadByService = $"allow (read,search,compare) userdn=\"ldap:///{Slapd.ServiceDn}\";";
    private const string WrittenByProvisioning = $"allow (read,search,write) userdn=\"ldap:///{Slapd.ProvisioningDn}\";";
    private const string AddedByProvisioning = $"allow (add,delete) userdn=\"ldap:///{Slapd.ProvisioningDn}\";";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-389-");
    private readonly string servicePassword = RandomNumberGenerator.GetHexString(24);
    private readonly string provisioningPassword = RandomNumberGenerator.GetHexString(24);
    private readonly int port = FreePorts.Take();
    private readonly int tlsPort = FreePorts.Take();
    private readonly PrivateServer server;

    private Ds389() => server = new PrivateServer(Command("-i", InFolder("run/pid"), "-d", "0"), port);

    public static bool IsInstalled => File.Exists(Program) && File.Exists(Template) && File.Exists("/usr/bin/certutil");

    public string Url => $"ldap://127.0.0.1:{port}";

    public string AuthorityFile => InFolder("authority.pem");

    /// <summary>Password of the account of mail servers (<see cref="Slapd.MailDn"/>).</summary>
    public string MailPassword { get; } = RandomNumberGenerator.GetHexString(24);

    /// <summary>What <c>AddLdapDirectory</c> needs to use it, without the name of the section.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Preset"] = nameof(DirectoryPreset.Academic),
        ["Servers:0"] = Url,
        ["AuthorityFile"] = AuthorityFile,
        ["BindDn"] = Slapd.ServiceDn,
        ["BindPassword"] = servicePassword,
        ["ProvisioningDn"] = Slapd.ProvisioningDn,
        ["ProvisioningPassword"] = provisioningPassword,
        ["DecoyDn"] = Slapd.DecoyDn,
        ["People:Base"] = Slapd.PeopleBase,
        ["Structures:Base"] = Slapd.StructuresBase,
        ["GroupsBase"] = Slapd.GroupsBase,
        ["ApplicationPasswords:Base"] = Slapd.ApplicationPasswordsBase,
        ["ApplicationPasswords:LastUse"] = "lastLoginTime",
        ["PasswordHash"] = nameof(DirectoryPasswordHash.ByDirectory),
        ["LockedAttribute"] = "nsAccountLock",
        ["MustChangeAttribute"] = "passwordExpirationTime",
    };

    /// <summary>Skips the test where the server is not installed (see <see cref="RealPart"/>).</summary>
    public static async Task<Ds389> StartAsync()
    {
        RealPart.Need("389 Directory Server (Debian packages 389-ds-base and libnss3-tools)", () => IsInstalled);
        var started = new Ds389();
        try
        {
            await started.LayAsync();
            await started.server.StartAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync() => server.StopAsync();

    public Task StartAgainAsync() => server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"^#.*\n|^objectIdentifier.*\n", RegexOptions.Multiline)]
    private static partial Regex CommentsAndArcs();

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Continuations();

    [GeneratedRegex(@"^#.*\n?", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex EmptyEntries();

    /// <summary>The sample schema in the form of RFC 4512 that this server reads.</summary>
    private static string Schema()
    {
        var text = File.ReadAllText(SourceTree.Folder("appsettings.samples", "slapd", "acrouen.schema"));
        var definitions = Continuations().Replace(CommentsAndArcs().Replace(text, ""), " ")
            .Replace("acRouenAttribute:", $"{OidArc}.1.", StringComparison.Ordinal)
            .Replace("acRouenClass:", $"{OidArc}.2.", StringComparison.Ordinal)
            .Replace("attributetype ", "attributeTypes: ", StringComparison.Ordinal)
            .Replace("objectclass ", "objectClasses: ", StringComparison.Ordinal);
        return "dn: cn=schema\n" + string.Join('\n', definitions.Split('\n', StringSplitOptions.RemoveEmptyEntries)) + "\n";
    }

    // Imported in clear, a password would stay so.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return "{SSHA512}" + Convert.ToBase64String([.. SHA512.HashData([.. Encoding.UTF8.GetBytes(password), .. salt]), .. salt]);
    }

    /// <summary>What slapd's password policy says of a person, in the words of this server.</summary>
    private static string Translate(string line) => line switch
    {
        "pwdReset: TRUE" => "passwordExpirationTime: 19700101000000Z",
        "pwdAccountLockedTime: 000001010000Z" => "nsAccountLock: TRUE",
        _ when line.StartsWith("pwdPolicySubentry:", StringComparison.Ordinal) => $"pwdpolicysubentry: cn=renewal,ou=policies,{Slapd.Suffix}\npasswordExpirationTime: 20200901080000Z",
        _ when line.StartsWith("pwdChangedTime:", StringComparison.Ordinal) => "",
        _ when line.StartsWith("memberOf:", StringComparison.Ordinal) => $"objectClass: nsMemberOf\n{line}",
        _ when line == $"dn: {Slapd.PeopleBase}" => line + "\n" + PeopleAccess,
        _ when line == $"dn: {Slapd.ApplicationPasswordsBase}" => line + "\n" + ApplicationPasswordsAccess,
        _ when line == $"dn: {Slapd.StructuresBase}" => line + "\n" + StructuresAccess,
        _ => line,
    };

    private static string PeopleAccess =>
        "aci: (targetattr=\"objectClass||uid||cn||sn||givenName||displayName||mail||employeeNumber||title||preferredLanguage||acRouenJointure"
        + $"||acRouenAccountState||acRouenPosting||acRouenMainUai||acRouenBirthName||acRouenBirthDate||acRouenUserType\")(version 3.0; acl \"people\"; {ReadByService})\n"
        + "aci: (targetattr=\"objectClass||uid||cn||sn||givenName||displayName||mail||employeeNumber||acRouenJointure||acRouenAccountState||acRouenPosting"
        + $"||acRouenMainUai||acRouenBirthName||acRouenBirthDate||acRouenUserType||acRouenMailState\")(version 3.0; acl \"provisioning\"; {WrittenByProvisioning})\n"
        + $"aci: (target=\"ldap:///uid=*,{Slapd.PeopleBase}\")(version 3.0; acl \"newcomers\"; {AddedByProvisioning})\n"
        + $"aci: (targetattr=\"memberOf\")(version 3.0; acl \"groups\"; {ReadByService})\n"
        + $"aci: (targetattr=\"nsAccountLock\")(version 3.0; acl \"lock\"; allow (search) userdn=\"ldap:///{Slapd.ServiceDn}\";)\n"
        + $"aci: (targetattr=\"userPassword||passwordExpirationTime\")(version 3.0; acl \"passwords\"; allow (write) userdn=\"ldap:///{Slapd.ServiceDn}\";)";

    private static string StructuresAccess =>
        $"aci: (targetattr=\"objectClass||ou||l||telephoneNumber||acRouenUai||acRouenStructureType||acRouenNatureCode||acRouenSector\")(version 3.0; acl \"structures\"; {ReadByService})\n"
        + $"aci: (targetattr=\"objectClass||ou||l||telephoneNumber||acRouenUai||acRouenStructureType||acRouenNatureCode||acRouenSector\")(version 3.0; acl \"provisioning\"; {WrittenByProvisioning})\n"
        + $"aci: (target=\"ldap:///acRouenUai=*,{Slapd.StructuresBase}\")(version 3.0; acl \"new structures\"; {AddedByProvisioning})";

    private static string ApplicationPasswordsAccess =>
        $"aci: (targetattr=\"objectClass||acRouenPasswordId||uid||mail||acRouenPasswordBeginning||acRouenPasswordService\")(version 3.0; acl \"mail servers\"; allow (read,search) userdn=\"ldap:///{Slapd.MailDn}\";)\n"
        + $"aci: (targetattr=\"objectClass||acRouenPasswordId||uid||lastLoginTime\")(version 3.0; acl \"provider\"; allow (read,search) userdn=\"ldap:///{Slapd.ServiceDn}\";)\n"
        + $"aci: (target=\"ldap:///acRouenPasswordId=*,{Slapd.ApplicationPasswordsBase}\")(version 3.0; acl \"application passwords\"; allow (add,delete) userdn=\"ldap:///{Slapd.ServiceDn}\";)";

    private string InFolder(string path) => Path.Combine(folder.FullName, path);

    private async Task LayAsync()
    {
        foreach (var name in new[] { "config/schema", $"db/{Backend}", "home", "log", "run", "lock", "tmp", "ldif", "bak", "inst" })
            folder.CreateSubdirectory(name);
        foreach (var file in System.IO.Directory.GetFiles("/etc/dirsrv/config", "*.conf"))
            File.Copy(file, InFolder($"config/{Path.GetFileName(file)}"));

        await File.WriteAllTextAsync(InFolder("config/schema/98acrouen.ldif"), Schema());
        await File.WriteAllTextAsync(InFolder("config/dse.ldif"), Configuration());
        await File.WriteAllTextAsync(InFolder("first.ldif"), People());
        await MakeCertificateAsync();
        await GiveAwayAsync();
        await PrivateServer.RunAsync(Command("ldif2db", "-n", Backend, "-i", InFolder("first.ldif")));
        await GiveAwayAsync();
    }

    private ProcessStartInfo Command(params string[] arguments) => arguments[0] == "ldif2db"
        ? new ProcessStartInfo(Program, ["ldif2db", "-D", InFolder("config"), .. arguments[1..]])
        : new ProcessStartInfo(Program, ["-D", InFolder("config"), .. arguments]);

    private Task GiveAwayAsync() => Environment.IsPrivilegedProcess
        ? PrivateServer.RunAsync(new ProcessStartInfo("chown", ["--recursive", $"{Account}:{Account}", folder.FullName]))
        : Task.CompletedTask;

    private string Configuration()
    {
        var text = File.ReadAllText(Template) + "\n" + Comments().Replace(File.ReadAllText(BackendTemplate), "");
        foreach (var (word, value) in Words())
            text = text.Replace($"%{word}%", value, StringComparison.Ordinal);

        text = text.Replace("nsslapd-localhost: localhost\n", $"nsslapd-localhost: localhost\n{Policy()}", StringComparison.Ordinal);
        text = text.Replace("memberOfGroupAttr: member\n", "memberOfGroupAttr: member\nmemberOfAutoAddOC: nsMemberOf\n", StringComparison.Ordinal)
            .Replace("memberof_postop_init\nnsslapd-plugintype: betxnpostoperation\nnsslapd-pluginenabled: off", "memberof_postop_init\nnsslapd-plugintype: betxnpostoperation\nnsslapd-pluginenabled: on", StringComparison.Ordinal);
        text = text.Replace("acct_policy_init\nnsslapd-pluginType: object\nnsslapd-pluginEnabled: off", "acct_policy_init\nnsslapd-pluginType: object\nnsslapd-pluginEnabled: on", StringComparison.Ordinal)
            .Replace("alwaysrecordlogin: no\n", "alwaysrecordlogin: yes\nstateattrname: lastLoginTime\naltstateattrname: 1.1\n", StringComparison.Ordinal);
        return EmptyEntries().Replace(text, "\n\n").Trim() + "\n";
    }

    private Dictionary<string, string> Words() => new()
    {
        ["schema_dir"] = InFolder("config/schema"),
        ["lock_dir"] = InFolder("lock"),
        ["tmp_dir"] = InFolder("tmp"),
        ["cert_dir"] = InFolder("config"),
        ["ldif_dir"] = InFolder("ldif"),
        ["bak_dir"] = InFolder("bak"),
        ["run_dir"] = InFolder("run"),
        ["inst_dir"] = InFolder("inst"),
        ["log_dir"] = InFolder("log"),
        ["config_dir"] = InFolder("config"),
        ["db_dir"] = InFolder("db"),
        ["db_home_dir"] = InFolder("home"),
        ["db_lib"] = "mdb",
        ["fqdn"] = "localhost",
        ["ds_port"] = port.ToString(CultureInfo.InvariantCulture),
        ["ds_user"] = Environment.IsPrivilegedProcess ? Account : Environment.UserName,
        ["rootdn"] = Slapd.AdminDn,
        ["ds_passwd"] = Hash(RandomNumberGenerator.GetHexString(24)),
        ["ldapi_enabled"] = "off",
        ["ldapi"] = InFolder("run/ldapi"),
        ["ldapi_autobind"] = "off",
        ["ds_suffix"] = Slapd.Suffix,
        ["ds_bename"] = Backend,
    };

    private string Policy() => $"""
        nsslapd-listenhost: 127.0.0.1
        nsslapd-securelistenhost: 127.0.0.1
        nsslapd-security: on
        nsslapd-secureport: {tlsPort}
        nsslapd-allow-anonymous-access: off
        nsslapd-pwpolicy-local: on
        passwordStorageScheme: PBKDF2-SHA512
        passwordCheckSyntax: on
        passwordMinLength: 12
        passwordHistory: on
        passwordInHistory: 6
        passwordMustChange: on
        passwordChange: on
        passwordLockout: off

        """;

    private string People()
    {
        var samples = File.ReadAllText(SourceTree.Folder("appsettings.samples", "slapd", "base.ldif"))
            + "\n" + File.ReadAllText(SourceTree.Folder("appsettings.samples", "slapd", "application-passwords.ldif"))
            + "\n" + File.ReadAllText(SourceTree.Folder("appsettings.samples", "slapd", "sample-people.ldif"));
        var text = Comments().Replace(samples, "")
            .Replace("@SERVICE_PASSWORD_HASH@", Hash(servicePassword), StringComparison.Ordinal)
            .Replace("@PROVISIONING_PASSWORD_HASH@", Hash(provisioningPassword), StringComparison.Ordinal)
            .Replace("@MAIL_PASSWORD_HASH@", Hash(MailPassword), StringComparison.Ordinal)
            .Replace("@WEBMAIL_PASSWORD_HASH@", Hash(RandomNumberGenerator.GetHexString(24)), StringComparison.Ordinal)
            .Replace("@DECOY_PASSWORD_HASH@", Hash(RandomNumberGenerator.GetHexString(24)), StringComparison.Ordinal)
            .Replace("@SAMPLE_PASSWORD_HASH@", Hash(SamplePeople.Password), StringComparison.Ordinal)
            .Replace("@SAMPLE_PASSWORD_OLD_HASH@", Hash(SamplePeople.Password), StringComparison.Ordinal);
        var entries = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(entry => !entry.Contains("objectClass: pwdPolicy", StringComparison.Ordinal));
        return string.Join("\n\n", entries.Select(TranslateEntry).Append(RenewalPolicy));
    }

    private static string TranslateEntry(string entry) =>
        string.Join('\n', entry.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Translate).Where(line => line.Length > 0));

    private static string RenewalPolicy => $"""
        dn: cn=renewal,ou=policies,{Slapd.Suffix}
        objectClass: top
        objectClass: ldapsubentry
        objectClass: passwordpolicy
        cn: renewal
        passwordExp: on
        passwordMaxAge: 31536000
        passwordCheckSyntax: on
        passwordMinLength: 12
        passwordHistory: on
        passwordInHistory: 6
        passwordMustChange: on
        passwordChange: on
        passwordStorageScheme: PBKDF2-SHA512

        """;

    private async Task MakeCertificateAsync()
    {
        await File.WriteAllBytesAsync(InFolder("noise"), RandomNumberGenerator.GetBytes(64));
        await PrivateServer.RunAsync(new ProcessStartInfo("certutil", ["-N", "-d", InFolder("config"), "--empty-password"]));
        await PrivateServer.RunAsync(new ProcessStartInfo(
            "certutil",
            [
                "-S", "-x", "-d", InFolder("config"), "-n", "Server-Cert", "-s", "CN=127.0.0.1", "-t", "CT,,", "-v", "1", "-k", "ec", "-q", "nistp256",
                "-z", InFolder("noise"), "--extSAN", "ip:127.0.0.1",
            ]));
        await PrivateServer.RunAsync(new ProcessStartInfo("certutil", ["-L", "-d", InFolder("config"), "-n", "Server-Cert", "-a", "-o", AuthorityFile]));
    }
}
