using AcRouenIdentity.Infrastructure.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Testing.Databases;

/// <summary>An empty database behind the product's own registration, on either provider.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acrouen-database-");
    private readonly Dictionary<string, string?> settings = [];

    private TestDatabase()
    {
    }

    /// <summary>The configuration of a provider that uses this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings => settings;

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, PostgreSql server)
    {
        var database = new TestDatabase();
        database.settings["Database:Provider"] = provider.ToString();
        database.settings["Database:PasswordFile"] = provider == DatabaseProvider.PostgreSql ? server.PasswordFile : null;
        database.settings["Database:ConnectionString"] = provider switch
        {
            DatabaseProvider.Sqlite => $"Data Source={Path.Combine(database.folder.FullName, "identity.db")};Pooling=false",
            DatabaseProvider.PostgreSql => await server.CreateDatabaseAsync(),
        };
        return database;
    }

    /// <summary>A container as one node has it; dispose of it before the database.</summary>
    public ServiceProvider Services(Action<IServiceCollection, IConfiguration> add, params (string Key, string? Value)[] more)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .AddInMemoryCollection(more.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging().AddIdentityDatabase(configuration);
        add(services, configuration);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public async Task CreateTablesAsync()
    {
        await using var services = Services((_, _) => { });
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.MigrateAsync();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
