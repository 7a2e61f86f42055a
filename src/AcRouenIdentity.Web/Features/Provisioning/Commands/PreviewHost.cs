using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary>The parts of the provider that a preview needs, not started. What goes wrong on the way is told on the standard error.</summary>
internal static class PreviewHost
{
    /// <summary>What a preview needs and no more: it cannot even bring the database up to date. One that is not there yet holds nothing.</summary>
    /// <exception cref="OptionsValidationException">Something is wrong in the configuration.</exception>
    /// <exception cref="DatabaseOldException">The database is of an earlier version.</exception>
    public static async Task<WebApplication> BuildAsync(CancellationToken cancellationToken)
    {
        var app = Build((services, configuration) => services.AddIdentityDatabase(configuration));
        if (await IsThereAsync(app, cancellationToken))
            return app;

        await app.DisposeAsync();
        return Build((services, _) => AddEmptyDatabase(services));
    }

    private static WebApplication Build(Action<IServiceCollection, IConfiguration> addDatabase)
    {
        var builder = AcRouenIdentityHost.CreateBuilder(configure: null);
        CommandHost.LogToStandardError(builder.Logging.ClearProviders());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISecretGenerator, SecretGenerator>();
        builder.Services.AddLdapDirectory(builder.Configuration.GetSection(DirectoryOptions.Section));
        builder.Services.AddKeyProtection(builder.Configuration);
        builder.AddPlanning();
        addDatabase(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        return app;
    }

    private static async Task<bool> IsThereAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return db.Database.IsNpgsql();

        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet();
        if (applied.Count == 0)
            return false;
        if (!applied.IsSupersetOf(db.Database.GetMigrations()))
            throw new DatabaseOldException();

        await app.Services.GetRequiredService<ConfidentialFacts>().PrepareToReadAsync(db, cancellationToken);
        return true;
    }

    private static void AddEmptyDatabase(IServiceCollection services)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        services.AddSingleton(connection);
        services.AddDbContext<IdentityDb, SqliteIdentityDb>(db => db.UseSqlite(connection));
        var options = new DbContextOptionsBuilder<SqliteIdentityDb>().UseSqlite(connection).Options;
        using var empty = new SqliteIdentityDb(options);
        empty.Database.EnsureCreated();
    }
}

/// <summary>The database is of an earlier version, and this command must not change it.</summary>
internal sealed class DatabaseOldException : Exception
{
    public DatabaseOldException()
    {
    }

    public DatabaseOldException(string message)
        : base(message)
    {
    }

    public DatabaseOldException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
