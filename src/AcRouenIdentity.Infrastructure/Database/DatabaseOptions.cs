using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Infrastructure.Database;

public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    [Required]
    public string ConnectionString { get; set; } = "Data Source=identity.db";

    /// <summary>A file whose text is the password of the connection string, so that the configuration carries none. PostgreSQL only.</summary>
    public string? PasswordFile { get; set; }
}

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
