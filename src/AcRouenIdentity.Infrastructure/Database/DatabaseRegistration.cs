using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AcRouenIdentity.Infrastructure.Database;

public static class DatabaseRegistration
{
    public static IServiceCollection AddIdentityDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(DatabaseOptions.Section);
        services.AddOptions<DatabaseOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();

        var options = section.Get<DatabaseOptions>() ?? new DatabaseOptions();
        // Once, as are the options and, as far as they are used at the same time, the contexts: neither file nor folder is looked at again.
        var connection = new Lazy<string>(() => ConnectionString(options));
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => services
                .AddSingleton<SqlitePragmas>()
                .AddDbContextPool<IdentityDb, SqliteIdentityDb>((provider, db) => db.UseSqlite(connection.Value).AddInterceptors(provider.GetRequiredService<SqlitePragmas>())),
            DatabaseProvider.PostgreSql => services.AddDbContextPool<IdentityDb, PostgreSqlIdentityDb>(db => db.UseNpgsql(connection.Value)),
        };
    }

    private static string ConnectionString(DatabaseOptions options) => options.Provider switch
    {
        DatabaseProvider.Sqlite => SqliteConnectionString(options),
        DatabaseProvider.PostgreSql => PostgreSqlConnectionString(options),
    };

    private static string SqliteConnectionString(DatabaseOptions options)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString) { ForeignKeys = true };
        if (Path.GetDirectoryName(Path.GetFullPath(builder.DataSource)) is { Length: > 0 } folder)
            System.IO.Directory.CreateDirectory(folder);
        return builder.ToString();
    }

    private static string PostgreSqlConnectionString(DatabaseOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (options.PasswordFile is { Length: > 0 } file)
            builder.Password = File.ReadAllText(file).Trim();
        return builder.ToString();
    }
}
