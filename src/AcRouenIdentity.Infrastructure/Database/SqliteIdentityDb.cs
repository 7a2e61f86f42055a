using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>The embedded database of a single node.</summary>
public sealed class SqliteIdentityDb(DbContextOptions<SqliteIdentityDb> options) : IdentityDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
}
