using System.Globalization;
using System.Net;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Mails;
using AcRouenIdentity.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AcRouenIdentity.Testing.Hosts;

/// <summary>
/// The real host on a port of its own, with an embedded database in a temporary folder, the directory in memory, a mail relay, and a clock that stands still
/// until told.
/// </summary>
public sealed class ProviderHost : IAsyncDisposable
{
    /// <summary>Seconds that a database which somebody else has locked is waited for.</summary>
    private const int LockPatience = 10;

    private const string ServerCertificate = "Kestrel:Certificates:Default:Path";

    private static readonly Lazy<Task<byte[]>> Prepared = new(PrepareAsync);

    private readonly string folder;
    private WebApplication app;

    private ProviderHost(WebApplication app, Uri address, string folder, SteppedClock clock, InMemoryDirectory directory)
    {
        this.app = app;
        this.folder = folder;
        Address = address;
        Clock = clock;
        Directory = directory;
        ApplicationPasswords = new InMemoryApplicationPasswords(directory, clock);
    }

    public Uri Address { get; }

    /// <summary>Where it speaks TLS too, with the certificate that the settings name (<c>Kestrel:Certificates:Default</c>); null without one.</summary>
    public Uri? SecureAddress { get; private init; }

    public SteppedClock Clock { get; }

    public InMemoryDirectory Directory { get; }

    /// <summary>What mail servers find of them in the directory.</summary>
    public InMemoryApplicationPasswords ApplicationPasswords { get; }

    /// <summary>The relay that takes what the provider sends; see <see cref="ReadMailsAsync"/>.</summary>
    public MailServer Mails { get; } = MailServer.Start();

    public IServiceProvider Services => app.Services;

    /// <summary>File of the embedded database.</summary>
    public string Database => Path.Combine(folder, "identity.db");

    private IReadOnlyDictionary<string, string?> Settings { get; set; } = new Dictionary<string, string?>();

    private Action<IServiceCollection>? Replacements { get; set; }

    /// <param name="settings">Configuration above the defaults of tests.</param>
    /// <param name="replace">Last word on services.</param>
    public static async Task<ProviderHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var host = Make(settings ?? new Dictionary<string, string?>(), replace);
        if (!MakesOwnKeys(host.Settings))
            await File.WriteAllBytesAsync(host.Database, await Prepared.Value);
        await host.RunAsync();
        return host;
    }

    private static ProviderHost Make(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? replace)
    {
        // Cookies are judged by HttpClient's own clock, so ours begins with it.
        var clock = new SteppedClock(TimeProvider.System.GetUtcNow());
        var address = new Uri($"http://localhost:{FreePorts.Take()}");
        var folder = System.IO.Directory.CreateTempSubdirectory("acrouen-host-").FullName;
        return new ProviderHost(null!, address, folder, clock, new InMemoryDirectory())
        {
            Settings = settings,
            Replacements = replace,
            SecureAddress = settings.ContainsKey(ServerCertificate) ? new Uri($"https://localhost:{FreePorts.Take()}") : null,
        };
    }

    /// <summary>What protects keys, or where they are kept, is not that of the others.</summary>
    private static bool MakesOwnKeys(IReadOnlyDictionary<string, string?> settings) =>
        settings.Keys.Any(key => key.StartsWith("Database:", StringComparison.Ordinal) || key.StartsWith("DataProtection:", StringComparison.Ordinal));

    private static async Task<byte[]> PrepareAsync()
    {
        await using var host = Make(new Dictionary<string, string?>(), replace: null);
        await host.RunAsync();
        await host.app.StopAsync();
        return await PreparedDatabase.ReadAsync(host.Database);
    }

    /// <summary>Stops the process's work and starts it anew on the same database, as a deployment does.</summary>
    public async Task RestartAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await RunAsync();
    }

    public PlainBrowser NewBrowser() => new(Address);

    /// <summary>The mails that people have received, once the outbox has nothing more to send.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> ReadMailsAsync()
    {
        await Eventually.BeTrueAsync(() => AskAsync<IdentityDb, bool>(db => db.Set<OutgoingMail>().AllAsync(mail => mail.ClosedAt != null)));
        return Mails.Received;
    }

    /// <summary>Runs an action on services of a scope of its own.</summary>
    public async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Mails.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task RunAsync()
    {
        app = await AcRouenIdentityHost.BuildAsync(Configure, Replace, CancellationToken.None);
        await app.StartAsync();
    }

    private void Configure(IConfigurationManager configuration)
    {
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = string.Join(';', new[] { Address, SecureAddress }.OfType<Uri>()),
            ["PublicUrl"] = Address.GetLeftPart(UriPartial.Authority),
            ["Database:Provider"] = "Sqlite",
            ["Database:ConnectionString"] = $"Data Source={Database};Default Timeout={LockPatience}",
            ["Directory:Servers:0"] = "ldap://127.0.0.1:1",
            ["Directory:Encryption"] = "OffOnLoopback",
            ["Directory:BindDn"] = "cn=acrouen-identity,ou=services,dc=ac-rouen,dc=fr",
            ["Directory:BindPassword"] = "obviously-fake",
            ["Directory:DecoyDn"] = "cn=decoy,ou=services,dc=ac-rouen,dc=fr",
            ["Directory:People:Base"] = "ou=people,dc=ac-rouen,dc=fr",
            ["Directory:Structures:Base"] = "ou=structures,dc=ac-rouen,dc=fr",
            ["Directory:ApplicationPasswords:Base"] = "ou=application-passwords,dc=ac-rouen,dc=fr",
            ["Directory:GroupsBase"] = "ou=groups,dc=ac-rouen,dc=fr",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = Mails.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
            ["Mail:FromAddress"] = "ne-pas-repondre@ac-rouen.fr",
        });
        // Officers of the tests sign in by password, unless second factors are what is tested.
        if (!Settings.Keys.Any(key => key.StartsWith("SecondFactors:", StringComparison.Ordinal)))
            configuration["SecondFactors:IsRequired"] = "false";
        configuration.AddInMemoryCollection(Settings);
    }

    private void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        services.Replace(ServiceDescriptor.Singleton<IDirectory>(Directory));
        services.Replace(ServiceDescriptor.Singleton<IPeopleRegister>(Directory));
        services.Replace(ServiceDescriptor.Singleton<IPeopleEntries>(Directory));
        services.Replace(ServiceDescriptor.Singleton<IApplicationPasswordEntries>(ApplicationPasswords));
        Replacements?.Invoke(services);
    }
}
