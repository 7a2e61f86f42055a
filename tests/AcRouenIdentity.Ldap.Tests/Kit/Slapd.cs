using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Ldap.Tests.Kit;

/// <summary>A slapd of our own: private folder, free loopback ports, unprivileged user, stopped by its process id.</summary>
internal sealed class Slapd : IAsyncDisposable
{
    public const string Suffix = "dc=example,dc=org";
    public const string ServicePassword = "service-secret";
    public const int PeopleInCrowd = 2600;

    private static readonly string[] Places = ["/usr/sbin/slapd", "/usr/lib/openldap/slapd", "/usr/local/libexec/slapd"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acrouen-slapd-");
    private readonly Certificates certificates = new();
    private readonly int plainPort = FreePorts.Take();
    private readonly int tlsPort = FreePorts.Take();
    private Process? process;

    private Slapd()
    {
    }

    public static LdapDn People { get; } = LdapDn.Parse($"ou=people,{Suffix}");

    public static LdapDn Crowd { get; } = LdapDn.Parse($"ou=crowd,{Suffix}");

    public static LdapCredential Service { get; } = new(LdapDn.Parse($"cn=service,{Suffix}"), ServicePassword);

    public static LdapCredential Administrator { get; } = new(LdapDn.Parse($"cn=admin,{Suffix}"), "admin-secret");

    public LdapServer Plain => new("127.0.0.1", plainPort, LdapSecurity.None);

    public LdapServer StartTls => new("127.0.0.1", plainPort, LdapSecurity.StartTls);

    public LdapServer Tls => new("127.0.0.1", tlsPort, LdapSecurity.Tls);

    public X509Certificate2Collection Authorities => certificates.Authorities;

    public static bool IsInstalled => Binary is not null;

    private static string? Binary => Places.FirstOrDefault(File.Exists);

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Skips the test where slapd is not installed, unless every suite is required.</summary>
    public static void Require()
    {
        if (Binary is null && Environment.GetEnvironmentVariable("ACROUEN_TESTS_REQUIRE_ALL") == "1")
            throw new InvalidOperationException("slapd is not installed, and ACROUEN_TESTS_REQUIRE_ALL asks for every suite.");

        Skip.If(Binary is null, "slapd is not installed (apt-get install slapd).");
    }

    public static async Task<Slapd> StartAsync()
    {
        var slapd = new Slapd();
        try
        {
            slapd.Lay();
            await slapd.StartProcessAsync();
            return slapd;
        }
        catch
        {
            await slapd.DisposeAsync();
            throw;
        }
    }

    /// <summary>An anonymous connection in clear.</summary>
    public Task<LdapConnection> ConnectAsync() => LdapConnection.ConnectAsync(Plain, new LdapConnectionOptions(), TimeProvider.System, default);

    public static LdapDn Person(string uid) => People.Child("uid", uid);

    public async Task StartProcessAsync()
    {
        process = Launch(Binary!, "-d", "0", "-h", $"ldap://127.0.0.1:{plainPort} ldaps://127.0.0.1:{tlsPort}", "-f", Inside("slapd.conf"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync())
            await Task.Delay(25, patience.Token);
        if (process.HasExited)
            throw new InvalidOperationException($"slapd ended: {await process.StandardError.ReadToEndAsync()}");
    }

    public async Task StopProcessAsync()
    {
        if (process is not { HasExited: false } running)
            return;

        // setpriv replaced itself by slapd, so that this id is slapd's own.
        running.Kill();
        await running.WaitForExitAsync();
        running.Dispose();
        process = null;
    }

    /// <summary>The process is there, and its sockets accept, but it does nothing any more.</summary>
    public Task FreezeAsync()
    {
        Run("kill", "-STOP", ProcessId);
        return StoppedProcess.AwaitAsync(process!.Id);
    }

    public void Thaw() => Run("kill", "-CONT", ProcessId);

    public async ValueTask DisposeAsync()
    {
        await StopProcessAsync();
        certificates.Dispose();
        folder.Delete(recursive: true);
    }

    private string ProcessId => process!.Id.ToString(CultureInfo.InvariantCulture);

    private string Inside(string name) => Path.Combine(folder.FullName, name);

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, tlsPort);
            return true;
        }
        catch (SocketException)
        {
            return process!.HasExited;
        }
    }

    private void Lay()
    {
        Directory.CreateDirectory(Inside("db"));
        using var certificate = certificates.ForLoopback();
        File.WriteAllText(Inside("ca.pem"), certificates.AuthorityPem);
        File.WriteAllText(Inside("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Inside("server.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Inside("slapd.conf"), Configuration());
        File.WriteAllText(Inside("data.ldif"), Data());
        if (IsRoot)
            Run("chown", "-R", "openldap:openldap", folder.FullName);

        using var loading = Launch(Binary!, "-T", "add", "-q", "-f", Inside("slapd.conf"), "-l", Inside("data.ldif"));
        loading.WaitForExit();
        if (loading.ExitCode != 0)
            throw new InvalidOperationException($"slapadd: {loading.StandardError.ReadToEnd()}");
    }

    private static Process Launch(string program, params string[] arguments)
    {
        string[] command = IsRoot
            ? ["setpriv", "--reuid=openldap", "--regid=openldap", "--clear-groups", "--", program, .. arguments]
            : [program, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        run.WaitForExit();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed.");
    }

    private string Configuration() => $"""
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        moduleload ppolicy
        pidfile {Inside("slapd.pid")}
        TLSCACertificateFile {Inside("ca.pem")}
        TLSCertificateFile {Inside("server.pem")}
        TLSCertificateKeyFile {Inside("server.key")}
        threads 4
        loglevel none
        database mdb
        suffix {Suffix}
        rootdn {Administrator.Dn}
        rootpw {Administrator.Password}
        directory {Inside("db")}
        maxsize 67108864
        index objectClass,uid eq
        sizelimit unlimited
        access to attrs=userPassword by dn.base="{Service.Dn}" write by self =xw by anonymous auth by * none
        access to * by dn.base="{Service.Dn}" write by self read by * none
        overlay ppolicy
        ppolicy_default cn=default,ou=policies,{Suffix}
        ppolicy_use_lockout
        ppolicy_hash_cleartext
        """;

    private static string Data()
    {
        var data = new StringBuilder();
        data.Append(Tree());
        foreach (var (uid, policy, extra) in SamplePeople())
            data.Append(Entry($"uid={uid},{People}", uid, $"pwdPolicySubentry: cn={policy},ou=policies,{Suffix}\n{extra}"));
        for (var number = 1; number <= PeopleInCrowd; number++)
            data.Append(Entry($"uid=crowd{number},{Crowd}", $"crowd{number}", ""));

        return data.ToString();
    }

    /// <summary>One person for each thing that a password policy may say. Every password is the uid followed by <c>-secret</c>.</summary>
    private static IEnumerable<(string Uid, string Policy, string Extra)> SamplePeople()
    {
        yield return ("good", "default", "mail: good@example.org\n");
        yield return ("other", "default", "");
        yield return ("expired", "strict", "pwdChangedTime: 20200101000000Z\n");
        yield return ("grace", "graceful", "pwdChangedTime: 20200101000000Z\n");
        yield return ("expiring", "warning", $"pwdChangedTime: {DateTimeOffset.UtcNow.AddDays(-20):yyyyMMddHHmmss}Z\n");
        yield return ("reset", "strict", $"pwdChangedTime: {DateTimeOffset.UtcNow:yyyyMMddHHmmss}Z\npwdReset: TRUE\n");
        yield return ("locked", "default", "pwdAccountLockedTime: 000001010000Z\n");
        yield return ("historian", "default", "");
    }

    private static string Entry(string dn, string uid, string extra) =>
        $"dn: {dn}\nobjectClass: inetOrgPerson\nuid: {uid}\ncn: {uid}\nsn: {uid}\nuserPassword: {uid}-secret\n{extra.TrimEnd('\n')}\n".TrimEnd('\n') + "\n\n";

    private static string Tree() => $"""
        dn: {Suffix}
        objectClass: dcObject
        objectClass: organization
        dc: example
        o: Example

        dn: {Service.Dn}
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: service
        userPassword: {ServicePassword}

        dn: {People}
        objectClass: organizationalUnit
        ou: people

        dn: {Crowd}
        objectClass: organizationalUnit
        ou: crowd

        dn: ou=policies,{Suffix}
        objectClass: organizationalUnit
        ou: policies

        {Policy("default", "pwdMinLength: 8\npwdCheckQuality: 2\npwdInHistory: 3\npwdLockout: TRUE\npwdMaxFailure: 100")}
        {Policy("strict", "pwdMaxAge: 2592000\npwdMustChange: TRUE")}
        {Policy("graceful", "pwdMaxAge: 2592000\npwdGraceAuthnLimit: 5")}
        {Policy("warning", "pwdMaxAge: 2592000\npwdExpireWarning: 2592000")}

        """;

    private static string Policy(string name, string rules) =>
        $"dn: cn={name},ou=policies,{Suffix}\nobjectClass: organizationalRole\nobjectClass: pwdPolicy\ncn: {name}\npwdAttribute: userPassword\n{rules}\n";
}
