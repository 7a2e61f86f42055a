using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Testing.Databases;

/// <summary>
/// The embedded database as a host leaves it at its first start, made once for all hosts of a process: brought up to date, with the keys that are made then, and empty otherwise. To migrate and to
/// find prime numbers is most of what a host does before it answers.
/// </summary>
internal static class PreparedDatabase
{
    private static readonly string[] Keys = ["__EFMigrationsHistory", "DataProtectionKeys", "ProtectedKeys", "SigningKeys"];

    /// <summary>The content of a file that a host prepared and left.</summary>
    public static async Task<byte[]> ReadAsync(string path)
    {
        await using (var db = new SqliteIdentityDb(new DbContextOptionsBuilder<SqliteIdentityDb>().UseSqlite($"Data Source={path};Pooling=False").Options))
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = OFF");
            foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Except(Keys))
                await EmptyAsync(db, table);
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {path + ".prepared"}");
        }

        return await File.ReadAllBytesAsync($"{path}.prepared");
    }

    private static async Task EmptyAsync(IdentityDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"DELETE FROM \"{table}\"";
        await command.ExecuteNonQueryAsync();
    }
}
