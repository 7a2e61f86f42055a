using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>
/// Write-ahead logging lets readers go on while one writes; a writer waits up to five seconds for another. <c>synchronous=NORMAL</c> is durable
/// against a crash of the process, and in WAL mode never corrupts at a power cut.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
