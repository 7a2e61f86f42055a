using AcRouenIdentity.Infrastructure.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Testing.Databases;

/// <summary>An embedded database that is brought up to date once for all hosts of a process, and empty: migrating is most of what a host does before it answers.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> Content = new(MakeAsync);

    public static async Task WriteAsync(string path) => await File.WriteAllBytesAsync(path, await Content.Value);

    private static async Task<byte[]> MakeAsync()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("acrouen-migrated-");
        var path = Path.Combine(folder.FullName, "identity.db");
        await using (var db = new SqliteIdentityDb(new DbContextOptionsBuilder<SqliteIdentityDb>().UseSqlite($"Data Source={path};Pooling=False").Options))
            await db.Database.MigrateAsync();
        var content = await File.ReadAllBytesAsync(path);
        folder.Delete(recursive: true);
        return content;
    }
}
