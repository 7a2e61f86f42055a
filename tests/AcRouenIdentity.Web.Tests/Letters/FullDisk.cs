using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AcRouenIdentity.Web.Tests.Letters;

/// <summary>The disk of an SQLite database: once it is full, the database gets no page more than it has.</summary>
internal sealed class FullDisk : DbCommandInterceptor
{
    private const int MostPages = 1_073_741_823;

    public bool IsFull { get; set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Limit(command.Connection!);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Limit(command.Connection!);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Limit(command.Connection!);
        return ValueTask.FromResult(result);
    }

    private void Limit(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = IsFull ? "PRAGMA max_page_count = 1" : $"PRAGMA max_page_count = {MostPages}";
        command.ExecuteNonQuery();
    }
}
