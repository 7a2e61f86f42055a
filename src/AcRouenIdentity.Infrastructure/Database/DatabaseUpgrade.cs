using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Database;

public static class DatabaseUpgrade
{
    /// <summary>Any number that nothing else in the database locks: the first octets of the product's name.</summary>
    private const long UpgradeLock = 0x4163526F75656E49;

    /// <summary>
    /// Applies what is missing, one node at a time. On PostgreSQL EF Core's own lock is given back between two migrations, where another node would begin the second one
    /// too: an advisory lock of the session is held over all of them.
    /// </summary>
    public static async Task BringUpToDateAsync(this IdentityDb db, CancellationToken cancellationToken)
    {
        var isThere = await db.Database.CanConnectAsync(cancellationToken);
        // Migrating compares the whole model with its last snapshot, even where there is nothing to do: a good part of the start of a command.
        if (isThere && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            return;
        if (!db.Database.IsNpgsql() || !isThere)
        {
            await db.Database.MigrateAsync(cancellationToken);
            return;
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({UpgradeLock})", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({UpgradeLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }
}
