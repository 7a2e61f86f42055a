using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SQLitePCL;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>Tells an outage of the database (busy, gone, full) from a bug in how we use it.</summary>
public static class DatabaseOutage
{
    /// <summary>True when the exception, or one inside it, says that the database could not serve now.</summary>
    public static bool Explains(Exception failure) =>
        failure is DbException error && IsOutage(error)
        || failure is RetryLimitExceededException
        || failure.InnerException is { } inner && Explains(inner);

    private static bool IsOutage(DbException error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode
            is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB,
        // Class 57P: the server is shutting down, has crashed or cannot take connections now.
        PostgresException postgres => postgres.IsTransient || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException => true,
        _ => false,
    };
}
