using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>
/// Write-ahead logging lets readers go on while one writes; a writer waits up to five seconds for another. <c>synchronous=NORMAL</c> is durable
/// against a crash of the process, and in WAL mode never corrupts at a power cut. Names are put in order as <see cref="FrenchOrder"/> has it.
/// A context keeps its connection from its first question to its end: to open one is dearer than to ask.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Patience = "PRAGMA busy_timeout=5000;";
    private const string Pragmas = $"{Patience} PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;";

    /// <summary>They last as long as the file is held open, which the pool does beyond the connections that are made of it.</summary>
    private readonly ConditionalWeakTable<sqlite3, string> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (Prepare(connection) is not { } command)
            return;
        using (command)
            command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (Prepare(connection) is not { } command)
            return;
        await using (command)
            await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(InterceptionResult.Suppress());

    private DbCommand? Prepare(DbConnection connection)
    {
        var opened = (SqliteConnection)connection;
        FrenchOrder.AddTo(opened);
        if (!told.TryAdd(opened.Handle!, opened.DataSource))
            return null;

        var command = connection.CreateCommand();
        command.CommandText = PragmasFor(connection);
        return command;
    }

    // EF Core looks whether a database is there through a connection that may only read, which cannot turn to WAL what another node is making.
    private static string PragmasFor(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode is SqliteOpenMode.ReadOnly ? Patience : Pragmas;
}
