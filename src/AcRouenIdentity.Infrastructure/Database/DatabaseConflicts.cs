using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AcRouenIdentity.Infrastructure.Database;

public static class DatabaseConflicts
{
    private const int SqliteConstraint = 19;

    /// <summary>Somebody else saved the same row first: read again and decide again. False for an outage or a locked database.</summary>
    public static bool IsConflict(this DbUpdateException exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        { InnerException: SqliteException { SqliteErrorCode: SqliteConstraint } } => true,
        { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure } } => true,
        _ => false,
    };
}
