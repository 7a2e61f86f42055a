using System.Globalization;
using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>
/// All of that with the full webmail, and with a clock that stories move: whoever keeps sessions and tokens (the provider, both webmails and the ENT) goes by it, so that a working day takes a minute.
/// </summary>
public sealed class DemoWithSogo : Demo
{
    private static readonly string[] Programs = ["/usr/sbin/sogod", "/usr/bin/memcached", "/usr/bin/faketime"];

    private readonly string clock = Path.Combine(Path.GetTempPath(), $"acrouen-clock-{Guid.NewGuid():N}");
    private TimeSpan ahead;

    /// <summary>What the provider's log calls the address where codes and refresh tokens are changed for tokens.</summary>
    public const string Refreshing = "connect/token";

    /// <summary>And the one where the mail service asks about a token.</summary>
    public const string Introspecting = "connect/introspect";

    /// <summary>IMAP for SOGo alone, which takes a token as a password.</summary>
    public int SogoImapPort { get; } = FreePorts.Take();

    /// <summary>The folder of the one address at which SOGo listens.</summary>
    public string SogoFolder => Path.Combine(State, "sogo/run/front");

    public string SogoSocket => Path.Combine(SogoFolder, "sogod");

    public string RoundcubeDatabase => Path.Combine(State, "roundcube/roundcube.db");

    protected override string Options => "";

    protected override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["ACROUEN_CLOCK"] = clock,
        ["ACROUEN_SOGO_IMAP_PORT"] = Text(SogoImapPort),
        ["ACROUEN_SOGO_SUBMISSION_PORT"] = Text(FreePorts.Take()),
    };

    private static bool IsInstalled => Array.TrueForAll(Programs, File.Exists) && Directory.Exists("/usr/lib/postgresql");

    public override async Task InitializeAsync()
    {
        if (!IsInstalled)
            return;

        await SetAsync(TimeSpan.Zero);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        if (!IsInstalled)
            return;

        await base.DisposeAsync();
        File.Delete(clock);
    }

    public static new void Need()
    {
        Demo.Need();
        RealPart.Need("one of SOGo, memcached, PostgreSQL and faketime", () => IsInstalled);
    }

    /// <summary>Time goes on from where it was moved to, and never back.</summary>
    public Task PassAsync(TimeSpan time) => SetAsync(ahead + time);

    /// <summary>How often the provider answered there, as its log says.</summary>
    public async Task<int> CountAsync(string address) =>
        (await File.ReadAllLinesAsync(LogOf("provider"))).Count(line => line.Contains($"POST {address} 200", StringComparison.Ordinal));

    public string LogOf(string part) => Path.Combine(State, "logs", $"{part}.log");

    // At once: whoever reads half a line has no time at all.
    private async Task SetAsync(TimeSpan to)
    {
        ahead = to;
        await File.WriteAllTextAsync($"{clock}.new", $"+{Text((int)to.TotalSeconds)}\n");
        File.Move($"{clock}.new", clock, overwrite: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

[CollectionDefinition(Name)]
public sealed class SogoStories : ICollectionFixture<DemoWithSogo>, ICollectionFixture<Chromium>
{
    public const string Name = "demo with sogo";
}
