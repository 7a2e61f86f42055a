using System.Diagnostics;
using System.Text.Json;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Benchmarks;

/// <summary>The provider as it is shipped, in a process of its own, on SQLite and a private slapd.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "measured";
    public const string ResourceId = "mail";
    public const string RedirectUri = "https://application.example/back";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-benchmark-");
    private readonly Slapd slapd;

    private Provider(Slapd slapd) => this.slapd = slapd;

    public static string Secret { get; } = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public Uri Address { get; } = new($"http://localhost:{FreePorts.Take()}");

    public Process Process { get; private set; } = null!;

    public static async Task<Provider> StartAsync(CancellationToken cancellationToken)
    {
        var provider = new Provider(await Slapd.StartAsync(Infrastructure.Directory.DirectoryPreset.Academic));
        await provider.RunAsync(cancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            using var stop = Process.Start("kill", [Process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await Process.WaitForExitAsync();
        }

        Process.Dispose();
        await slapd.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var settings = Path.Combine(folder.FullName, "appsettings.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(Settings()), cancellationToken);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AcRouenIdentity.Web.dll"), "serve"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        start.Environment["ACROUEN_CONFIG"] = settings;
        Process = Process.Start(start)!;
        Process.OutputDataReceived += (_, line) => File.AppendAllText(Path.Combine(folder.FullName, "log"), line.Data + "\n");
        Process.BeginOutputReadLine();
        await ReadyAsync(cancellationToken);
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        for (var tries = 0; tries < 300; tries++)
        {
            if (Process.HasExited)
                break;
            try
            {
                if ((await http.GetAsync(new Uri(Address, "/health/ready"), cancellationToken)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException("The provider did not start: " + await File.ReadAllTextAsync(Path.Combine(folder.FullName, "log"), cancellationToken));
    }

    private Dictionary<string, object> Settings() => new()
    {
        ["Urls"] = Address.ToString(),
        ["PublicUrl"] = Address.ToString().TrimEnd('/'),
        ["TrustedProxies"] = new[] { "127.0.0.1", "::1" },
        ["Database"] = new { Provider = "Sqlite", ConnectionString = $"Data Source={Path.Combine(folder.FullName, "identity.db")}" },
        ["Directory"] = slapd.Settings.Where(setting => !setting.Key.Contains(':')).ToDictionary(setting => setting.Key, setting => (object?)setting.Value)
            .Concat([
                KeyValuePair.Create("Servers", (object?)new[] { slapd.Url }),
                KeyValuePair.Create("People", (object?)new { Base = Slapd.PeopleBase }),
                KeyValuePair.Create("Structures", (object?)new { Base = Slapd.StructuresBase }),
            ]).ToDictionary(),
        ["OpenId"] = new
        {
            Clients = new object[]
            {
                new
                {
                    Id = ClientId, Name = "Measured", Kind = "Confidential", Secret, TokenEndpointAuth = "client_secret_post",
                    Scopes = new[] { "openid", "profile", "email", "mail", "offline_access" }, RedirectUris = new[] { RedirectUri },
                },
                new { Id = ResourceId, Name = "Mail", Kind = "Resource", Secret },
            },
        },
    };
}
