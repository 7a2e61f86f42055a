using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>What a mail server of the tests is told of the rest.</summary>
/// <param name="Provider">Address of the provider, on this machine.</param>
/// <param name="ProviderSecret">With which it asks about tokens.</param>
public sealed record DovecotSettings(Uri Provider, string ProviderSecret)
{
    public TokenCheck Check { get; init; } = TokenCheck.AskedAbout;

    /// <summary>How long it believes what it has found good; null: as the sample has it.</summary>
    public TimeSpan? Believes { get; init; }

    /// <summary>Where application passwords are; null: it takes none.</summary>
    public Slapd? Directory { get; init; }
}

/// <summary>Which of the samples it has for tokens.</summary>
public enum TokenCheck
{
    AskedAbout,
    CheckedLocally,
}

/// <summary>A private Dovecot made from the sample files, on free loopback ports. Nobody has mail in it.</summary>
public sealed class Dovecot : IAsyncDisposable
{
    private const string Program = "/usr/sbin/dovecot";
    private const string Introspection = "oauth2.conf.ext";
    private const string IntrospectionByAddress = "oauth2-address.conf.ext";
    private const string Local = "oauth2-local.conf.ext";
    private const string LocalByAddress = "oauth2-local-address.conf.ext";
    private const UnixFileMode ForAllToEnter = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-dovecot-");
    private readonly PrivateServer server;

    private Dovecot()
    {
        // Its own processes read there, as others than whoever started it.
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode = ForAllToEnter;
        server = new PrivateServer(new ProcessStartInfo(Program, ["-F", "-c", Place("dovecot.conf")]), Port);
    }

    public int Port { get; } = FreePorts.Take();

    public int ProcessId => server.ProcessId;

    /// <summary>Where it looks for keys of tokens.</summary>
    public string Keys => Path.Combine(folder.FullName, "dovecot", "keys");

    public static bool IsInstalled => File.Exists(Program) && File.Exists("/usr/lib/dovecot/managesieve") && File.Exists("/usr/lib/dovecot/modules/auth/libauthdb_ldap.so");

    /// <summary>Skips the test where it is not installed (see <see cref="RealPart"/>).</summary>
    public static void Need() => RealPart.Need("Dovecot with LDAP and ManageSieve", () => IsInstalled);

    public static async Task<Dovecot> StartAsync(DovecotSettings settings)
    {
        var dovecot = new Dovecot();
        try
        {
            await dovecot.LayAsync(settings);
            await dovecot.server.StartAsync();
            return dovecot;
        }
        catch
        {
            await dovecot.DisposeAsync();
            throw;
        }
    }

    /// <summary>As an administrator does it after a change.</summary>
    public Task ReloadAsync() => PrivateServer.RunAsync(new ProcessStartInfo("doveadm", ["-c", Place("dovecot.conf"), "reload"]));

    public string ReadLog() => File.ReadAllText(Path.Combine(folder.FullName, "logs", "dovecot.log"));

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task LayAsync(DovecotSettings settings)
    {
        foreach (var part in new[] { "dovecot/state", "dovecot/keys", "logs", "run" })
            folder.CreateSubdirectory(part);
        var (user, group) = Environment.IsPrivilegedProcess ? ("mail", "mail") : (Environment.UserName, Environment.UserName);
        await PrivateServer.RunAsync(new ProcessStartInfo("install", ["-d", "-o", user, "-g", group, Path.Combine(folder.FullName, "mail")]));
        var values = Values(settings, user, group);
        Render("dovecot.conf", values, text => Chosen(text, settings));
        foreach (var sample in new[] { "mailboxes.conf", Introspection, IntrospectionByAddress, Local, LocalByAddress, "application-passwords.conf.ext" })
            Render(sample, values, text => text);
        if (!Environment.IsPrivilegedProcess)
            Render("unprivileged.conf", values, text => text);
    }

    private Dictionary<string, string> Values(DovecotSettings settings, string user, string group) => new()
    {
        ["STATE"] = folder.FullName,
        ["BASE_DIR"] = Path.Combine(folder.FullName, "run"),
        ["MAIL_USER"] = user,
        ["MAIL_GROUP"] = group,
        ["IMAP_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["SIEVE_PORT"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture),
        ["PORT"] = settings.Provider.Port.ToString(CultureInfo.InvariantCulture),
        ["MAIL_SECRET"] = settings.ProviderSecret,
        ["LDAP_PORT"] = (settings.Directory is { } directory ? new Uri(directory.Url).Port : 1).ToString(CultureInfo.InvariantCulture),
        ["MAIL_LDAP_PASSWORD"] = settings.Directory?.MailPassword ?? "",
    };

    private static string Chosen(string sample, DovecotSettings settings)
    {
        var text = settings.Check is TokenCheck.CheckedLocally
            ? Changed(Changed(sample, $"/{Introspection}", $"/{Local}"), $"/{IntrospectionByAddress}", $"/{LocalByAddress}")
            : sample;
        return settings.Believes is { } time ? Changed(text, "auth_cache_ttl = 30 secs", $"auth_cache_ttl = {time.TotalSeconds} secs") : text;
    }

    private static string Changed(string sample, string line, string by) =>
        sample.Contains(line, StringComparison.Ordinal) ? sample.Replace(line, by, StringComparison.Ordinal) : throw new InvalidOperationException($"The sample of Dovecot no longer says {line}.");

    private void Render(string sample, Dictionary<string, string> values, Func<string, string> change)
    {
        var text = change(File.ReadAllText(SourceTree.Folder("appsettings.samples", "dovecot", sample)));
        File.WriteAllText(Place(sample), values.Aggregate(text, (done, value) => done.Replace($"@{value.Key}@", value.Value, StringComparison.Ordinal)));
    }

    private string Place(string name) => Path.Combine(folder.FullName, "dovecot", name);
}
