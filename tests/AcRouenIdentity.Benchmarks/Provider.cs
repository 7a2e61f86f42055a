using System.Diagnostics;
using System.Text.Json;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Web.Features.OpenId;

namespace AcRouenIdentity.Benchmarks;

/// <summary>What the provider is started with.</summary>
/// <param name="Program">Folder of the program: a published one is compiled ahead, as an installation is.</param>
internal sealed record ProviderKind(DatabaseProvider Database, string Program)
{
    public static ProviderKind AsBuilt { get; } = new(DatabaseProvider.Sqlite, AppContext.BaseDirectory);

    public MailTokenCheck MailTokens { get; init; } = MailTokenCheck.AskedAbout;

    /// <summary>Of the application that is signed in to: RS256 or ES256.</summary>
    public string TokenAlgorithm { get; init; } = "RS256";
}

/// <summary>The provider in a process of its own, on a private slapd and a database of its own.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "measured";
    public const string ResourceId = "mail";
    public const string RedirectUri = "https://application.example/back";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-benchmark-");
    private readonly Slapd slapd;
    private readonly ProviderKind kind;
    private readonly PostgreSql server = new();
    private Dictionary<string, string?> database = [];

    private Provider(Slapd slapd, ProviderKind kind) => (this.slapd, this.kind) = (slapd, kind);

    public static string Secret { get; } = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public Uri Address { get; } = new($"http://localhost:{FreePorts.Take()}");

    public Process Process { get; private set; } = null!;

    public Slapd Directory => slapd;

    /// <summary>From the start of the process to the first discovery answer: the database is new, and made in it.</summary>
    public TimeSpan FirstStart { get; private set; }

    /// <summary>The size of its own database's folder in bytes; 0 where a server keeps it.</summary>
    public long DatabaseBytes => folder.EnumerateFiles("identity.db*").Sum(file => file.Length);

    /// <summary>The section of the configuration that names its database, for another node on it.</summary>
    public IReadOnlyDictionary<string, string?> Database => database.ToDictionary(setting => $"Database:{setting.Key}", setting => setting.Value);

    public static async Task<Provider> StartAsync(ProviderKind kind, CancellationToken cancellationToken)
    {
        var provider = new Provider(await Slapd.StartAsync(Infrastructure.Directory.DirectoryPreset.Academic), kind);
        await provider.RunAsync(cancellationToken);
        return provider;
    }

    /// <summary>Runs a command of the same program to its end.</summary>
    public async Task TellAsync(params string[] arguments)
    {
        using var command = Process.Start("dotnet", [Path.Combine(kind.Program, "AcRouenIdentity.Web.dll"), .. arguments]);
        await command.WaitForExitAsync();
        if (command.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {command.ExitCode}.");
    }

    /// <summary>Stops it and starts it again on the same database.</summary>
    /// <returns>From the start of the process to the first discovery answer.</returns>
    public async Task<TimeSpan> RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        return await LaunchAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await slapd.DisposeAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task StopAsync()
    {
        if (!Process.HasExited)
        {
            using var stop = Process.Start("kill", [Process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await Process.WaitForExitAsync();
        }

        Process.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        database = await CreateDatabaseAsync();
        await File.WriteAllTextAsync(Configuration, JsonSerializer.Serialize(Settings()), cancellationToken);
        FirstStart = await LaunchAsync(cancellationToken);
    }

    private string Configuration => Path.Combine(folder.FullName, "appsettings.json");

    private async Task<TimeSpan> LaunchAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(kind.Program, "AcRouenIdentity.Web.dll"), "serve"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        start.Environment["ACROUEN_CONFIG"] = Configuration;
        var clock = Stopwatch.StartNew();
        Process = Process.Start(start)!;
        Process.OutputDataReceived += (_, line) => File.AppendAllText(Path.Combine(folder.FullName, "log"), line.Data + "\n");
        Process.BeginOutputReadLine();
        await AnswersAsync(cancellationToken);
        return clock.Elapsed;
    }

    private async Task AnswersAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        for (var tries = 0; tries < 3_000; tries++)
        {
            if (Process.HasExited)
                break;
            try
            {
                if ((await http.GetAsync(new Uri(Address, "/.well-known/openid-configuration"), cancellationToken)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(10, cancellationToken);
        }

        throw new InvalidOperationException("The provider did not start: " + await File.ReadAllTextAsync(Path.Combine(folder.FullName, "log"), cancellationToken));
    }

    private async Task<Dictionary<string, string?>> CreateDatabaseAsync() => kind.Database is DatabaseProvider.Sqlite
        ? new() { ["Provider"] = "Sqlite", ["ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "identity.db")}" }
        : new()
        {
            ["Provider"] = "PostgreSql",
            ["ConnectionString"] = (await server.CreateDatabaseAsync()).Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal),
            ["PasswordFile"] = server.PasswordFile,
        };

    private Dictionary<string, object> Settings() => new()
    {
        ["Urls"] = Address.ToString(),
        ["PublicUrl"] = Address.ToString().TrimEnd('/'),
        ["TrustedProxies"] = new[] { "127.0.0.1", "::1" },
        ["Database"] = database,
        ["Directory"] = slapd.Settings.Where(setting => !setting.Key.Contains(':')).ToDictionary(setting => setting.Key, setting => (object?)setting.Value)
            .Concat([
                KeyValuePair.Create("Servers", (object?)new[] { slapd.Url }),
                KeyValuePair.Create("People", (object?)new { Base = Slapd.PeopleBase }),
                KeyValuePair.Create("Structures", (object?)new { Base = Slapd.StructuresBase }),
                KeyValuePair.Create("ApplicationPasswords", (object?)new { Base = Slapd.ApplicationPasswordsBase }),
            ]).ToDictionary(),
        ["OpenId"] = new
        {
            MailTokens = kind.MailTokens.ToString(),
            Clients = new object[]
            {
                new
                {
                    Id = ClientId, Name = "Measured", Kind = "Confidential", Secret, TokenEndpointAuth = "client_secret_post", IdTokenAlgorithm = kind.TokenAlgorithm,
                    Scopes = new[] { "openid", "profile", "email", "mail", "offline_access" }, RedirectUris = new[] { RedirectUri },
                },
                new { Id = ResourceId, Name = "Mail", Kind = "Resource", Secret },
            },
        },
    };
}
