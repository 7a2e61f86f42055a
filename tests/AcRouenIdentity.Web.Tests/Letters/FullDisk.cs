using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AcRouenIdentity.Web.Tests.Letters;

/// <summary>The disk of an SQLite database: once it is full, the database gets no page more than it has.</summary>
internal sealed class FullDisk : DbConnectionInterceptor
{
    private const int MostPages = 1_073_741_823;

    public bool IsFull { get; set; }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Limit(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Limit(connection);
        return Task.CompletedTask;
    }

    private void Limit(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = IsFull ? "PRAGMA max_page_count = 1" : $"PRAGMA max_page_count = {MostPages}";
        command.ExecuteNonQuery();
    }
}
