using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>
/// Write-ahead logging lets readers go on while one writes; a writer waits up to five seconds for another. <c>synchronous=NORMAL</c> is durable
/// against a crash of the process, and in WAL mode never corrupts at a power cut. Names are put in order as <see cref="FrenchOrder"/> has it.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Patience = "PRAGMA busy_timeout=5000;";
    private const string Pragmas = $"{Patience} PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        FrenchOrder.AddTo((SqliteConnection)connection);
        using var command = connection.CreateCommand();
        command.CommandText = PragmasFor(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        FrenchOrder.AddTo((SqliteConnection)connection);
        await using var command = connection.CreateCommand();
        command.CommandText = PragmasFor(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // EF Core looks whether a database is there through a connection that may only read, which cannot turn to WAL what another node is making.
    private static string PragmasFor(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode is SqliteOpenMode.ReadOnly ? Patience : Pragmas;
}
