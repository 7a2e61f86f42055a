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

    /// <summary>Saves what is tracked. Saved or not, nothing is tracked afterwards, so that the next turn reads again.</summary>
    /// <returns>False on a conflict: nothing was saved.</returns>
    public static async Task<bool> TrySaveAsync(this IdentityDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
