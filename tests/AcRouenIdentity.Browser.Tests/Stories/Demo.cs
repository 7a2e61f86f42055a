using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.SecondFactors;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>
/// What <c>src/run.sh</c> starts, on ports and in a folder of its own: the directory, the provider, Dovecot, Postfix, a mail relay, Roundcube and the ENT portal, all real.
/// </summary>
public class Demo : IAsyncLifetime
{
    private static readonly string[] Programs =
    [
        "/usr/sbin/slapd", "/usr/sbin/dovecot", "/usr/share/roundcube/index.php", "/usr/sbin/apache2", "/usr/sbin/postfix", "/usr/lib/dovecot/managesieve",
        "/usr/lib/dovecot/modules/auth/libauthdb_ldap.so",
        "/usr/lib/apache2/modules/mod_auth_openidc.so", "/usr/bin/aiosmtpd", "/usr/bin/chromium",
    ];

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private readonly int port = FreePorts.Take(4);
    private readonly Dictionary<string, string> chosen = [];
    private readonly int imapPort = FreePorts.Take();
    private readonly int submissionPort = FreePorts.Take();
    private readonly int sievePort = FreePorts.Take();
    private readonly string state = Path.Combine(Path.GetTempPath(), $"acrouen-demo-{Guid.NewGuid():N}");

    private static bool IsInstalled => Programs.All(File.Exists);

    public string Provider => $"http://localhost:{port}";

    public string Webmail => $"http://localhost:{port + 1}/";

    public string Ent => $"http://localhost:{port + 2}/";

    /// <summary>The full webmail, where it is started.</summary>
    public string Sogo => $"http://localhost:{port + 3}/";

    public int ImapPort => imapPort;

    public int SubmissionPort => submissionPort;

    public int SievePort => sievePort;

    /// <summary>Where the relay lays out what was sent to addresses outside.</summary>
    public string Mails => Path.Combine(state, "mails");

    public string Password { get; private set; } = "";

    /// <summary>Where this instance keeps everything.</summary>
    protected string State => state;

    /// <summary>How <c>run.sh</c> is started, beside <c>--detach</c>.</summary>
    protected virtual string Options => "--without-sogo";

    /// <summary>What <c>run.sh</c> finds in its environment, beside ports and folder.</summary>
    protected virtual IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>();

    /// <summary>The provider's own, with its configuration.</summary>
    public string ProviderFolder => Path.Combine(state, "provider");

    /// <summary>Everybody's at first; theirs for those who have chosen another in a story.</summary>
    public string PasswordOf(string login) => chosen.GetValueOrDefault(login, Password);

    /// <summary>Applications of codes that stories enrolled, by login.</summary>
    public Dictionary<string, CodeApp> Apps { get; } = [];

    public void NoteChosen(string login, string password) => chosen[login] = password;

    /// <summary>What this start made for a client.</summary>
    public string SecretOf(string client) => File.ReadAllText(Path.Combine(state, "secrets", client)).Trim();

    public virtual async Task InitializeAsync()
    {
        if (!IsInstalled)
            return;

        await RunAsync($"--detach {Options}");
        Password = (await File.ReadAllTextAsync(Path.Combine(state, "slapd/secrets/sample-password"))).Trim();
    }

    /// <summary>Where a part is missing the stories are left out, or fail if all are asked for.</summary>
    public static void Need() => RealPart.Need("one of slapd, Dovecot with LDAP, Roundcube, Apache with mod_auth_openidc, aiosmtpd and Chromium", () => IsInstalled);

    /// <summary>Whatever the stories did, the trail holds.</summary>
    public virtual async Task DisposeAsync()
    {
        if (!IsInstalled)
            return;

        var (exitCode, output) = await TellAsync("audit", "verify");
        await RunAsync("--stop");
        Directory.Delete(state, recursive: true);
        if (exitCode != 0)
            throw new InvalidOperationException($"The stories left a trail that does not hold: {output}");
    }

    /// <summary>A command of the provider, with the configuration of this instance.</summary>
    public Task<(int ExitCode, string Output)> TellAsync(params string[] arguments) => TellAsync(Path.Combine(ProviderFolder, "appsettings.json"), arguments);

    /// <summary>The same with another configuration.</summary>
    public async Task<(int ExitCode, string Output)> TellAsync(string configuration, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltProgram.Assembly, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = ProviderFolder };
        start.Environment["ACROUEN_CONFIG"] = configuration;
        using var program = Process.Start(start)!;
        var said = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, said);
    }

    /// <summary>Takes a part away as a crash would, and gives what brings it back as it was.</summary>
    public async Task<Func<Task>> KillAsync(string part)
    {
        var (id, command) = Describe(part);
        Process.GetProcessById(id).Kill(entireProcessTree: true);
        while (Directory.Exists($"/proc/{id}"))
            await Task.Delay(50);
        return () => RestartAsync(part, command);
    }

    /// <summary>Stops a part in the middle of whatever it does, as a disk that no longer answers would, and gives what lets it go on.</summary>
    public async Task<Func<Task>> FreezeAsync(string part)
    {
        var (id, _) = Describe(part);
        await SignalAsync("STOP", id);
        await StoppedProcess.AwaitAsync(id);
        return () => SignalAsync("CONT", id);
    }

    private (int Id, string[] Command) Describe(string part)
    {
        var id = int.Parse(File.ReadAllText(PidFile(part)).Split(' ')[0], CultureInfo.InvariantCulture);
        return (id, File.ReadAllText($"/proc/{id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task RestartAsync(string part, string[] command)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var word in command)
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        var started = (await File.ReadAllTextAsync($"/proc/{process.Id}/stat")).Split(") ")[^1].Split(' ')[19];
        await File.WriteAllTextAsync(PidFile(part), $"{process.Id} {started}\n");
    }

    private string PidFile(string part) => Path.Combine(state, "processes", part);

    private static async Task SignalAsync(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    // To a file and not to a pipe: what goes on after the script would hold the pipe open.
    private async Task RunAsync(string option)
    {
        var log = $"{state}.log";
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-c", $"exec \"$0\" {option} >>\"$1\" 2>&1 </dev/null", Script(), log } };
        start.Environment["ACROUEN_STATE"] = state;
        start.Environment["ACROUEN_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ACROUEN_LDAP_PORT"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        start.Environment["ACROUEN_IMAP_PORT"] = imapPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["ACROUEN_SUBMISSION_PORT"] = submissionPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["ACROUEN_SIEVE_PORT"] = sievePort.ToString(CultureInfo.InvariantCulture);
        start.Environment["ACROUEN_SMTP_PORT"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var script = Process.Start(start)!;
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            await script.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Or it would go on beside the other tests, and leave behind what it starts.
            script.Kill(entireProcessTree: true);
            throw;
        }

        if (script.ExitCode != 0)
            throw new InvalidOperationException($"run.sh {option} failed:\n{await File.ReadAllTextAsync(log, CancellationToken.None)}");
        if (option == "--stop")
            File.Delete(log);
    }

    private static string Script() => SourceTree.Folder("src", "run.sh");
}

[CollectionDefinition(Name)]
public sealed class DemoStories : ICollectionFixture<Demo>, ICollectionFixture<Chromium>
{
    public const string Name = "demo";
}
