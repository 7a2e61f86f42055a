using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Tests.Audit;

[Collection(BothDatabases.Name)]
public sealed class RecoveryEntriesTests(PostgreSql server)
{
    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task The_index_of_recoveries_finds_them_by_time_and_by_kind(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        await using var node = new Node(database);
        var since = node.Clock.GetUtcNow();

        var byKind = await node.ReadAsync(db => PlanAsync(db, db.AuditEntries.OfRecoveries().Where(entry => entry.Kind == AuditKind.RecoveryProven && entry.At >= since)));
        var all = await node.ReadAsync(db => PlanAsync(db, db.AuditEntries.OfRecoveries().Where(entry => entry.At >= since)));

        byKind.Should().Contain("IX_AuditEntries_Recoveries");
        all.Should().Contain("IX_AuditEntries_Recoveries");
    }

    /// <summary>How the database would go about it; among few rows PostgreSQL would read them all, unless it is told not to.</summary>
    private static async Task<string> PlanAsync(IdentityDb db, IQueryable<AuditEntry> query)
    {
        await db.Database.OpenConnectionAsync();
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off");
        await using var command = query.CreateDbCommand();
        command.CommandText = $"{(db.Database.IsNpgsql() ? "EXPLAIN" : "EXPLAIN QUERY PLAN")} {command.CommandText}";
        var plan = new List<string>();
        await using var lines = await command.ExecuteReaderAsync();
        while (await lines.ReadAsync())
            plan.Add($"{lines.GetValue(lines.FieldCount - 1)}");
        return string.Join('\n', plan);
    }
}
