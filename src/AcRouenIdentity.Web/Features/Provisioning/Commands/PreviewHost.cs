using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Directory;
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
        var builder = AcRouenIdentityHost.CreateBuilder(configure: null);
        CommandHost.LogToStandardError(builder.Logging.ClearProviders());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISecretGenerator, SecretGenerator>();
        builder.Services.AddLdapDirectory(builder.Configuration.GetSection(DirectoryOptions.Section));
        builder.Services.AddKeyProtection(builder.Configuration);
        builder.AddPlanning();
        if (await IsThereAsync(builder.Configuration, cancellationToken))
            builder.Services.AddIdentityDatabase(builder.Configuration);
        else
            AddEmptyDatabase(builder.Services);

        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        return app;
    }

    private static async Task<bool> IsThereAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddIdentityDatabase(configuration).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>().Database;
        if (!await database.CanConnectAsync(cancellationToken))
            return database.IsNpgsql();

        var applied = await database.GetAppliedMigrationsAsync(cancellationToken);
        if (!applied.Any())
            return false;
        return (await database.GetPendingMigrationsAsync(cancellationToken)).Any() ? throw new DatabaseOldException() : true;
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
