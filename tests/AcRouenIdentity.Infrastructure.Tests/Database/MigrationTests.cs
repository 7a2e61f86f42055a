using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Tests.Database;

[Collection(BothDatabases.Name)]
public sealed class MigrationTests(PostgreSql server)
{
    private static readonly DateTimeOffset Morning = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task An_empty_database_gets_every_table(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await using var services = database.Services((_, _) => { });

        await InAsync(services, db => db.Database.MigrateAsync());

        await InAsync(services, async db =>
        {
            (await db.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
            var tables = await db.Database.SqlQueryRaw<string>(TablesOf(provider)).ToListAsync();
            tables.Should().Contain(db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct()).And.Contain("AuditEntries");
        });
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Migrations_tell_the_whole_model(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await using var services = database.Services((_, _) => { });

        await InAsync(services, db =>
        {
            db.Database.HasPendingModelChanges().Should().BeFalse("a change of the model needs a migration for each database");
            return Task.CompletedTask;
        });
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_nodes_may_start_on_an_empty_database_at_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await using var one = database.Services((_, _) => { });
        await using var other = database.Services((_, _) => { });

        await Task.WhenAll(Task.Run(() => InAsync(one, db => db.BringUpToDateAsync(default))), Task.Run(() => InAsync(other, db => db.BringUpToDateAsync(default))));

        await InAsync(one, async db => (await db.Accounts.CountAsync()).Should().Be(0));
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_session_is_found_again_as_it_was_kept(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        await using var services = database.Services((_, _) => { });

        await InAsync(services, db =>
        {
            db.Accounts.Add(new Account { Subject = "sub-1", DirectoryKey = "7600012", CreatedAt = Morning });
            db.Sessions.AddRange(SessionOf("early", Morning.AddHours(1)), SessionOf("late", Morning.AddHours(12)));
            return db.SaveChangesAsync();
        });

        await InAsync(services, async db =>
        {
            var due = await db.Sessions.Where(session => session.ExpiresAt <= Morning.AddHours(1)).ToListAsync();
            due.Should().ContainSingle().Which.Should().BeEquivalentTo(SessionOf("early", Morning.AddHours(1)));
            (await db.Sessions.OrderByDescending(session => session.ExpiresAt).Select(session => session.Id).ToListAsync()).Should().Equal("late", "early");
        });
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_person_has_one_account(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        await using var services = database.Services((_, _) => { });

        var twice = () => InAsync(services, db =>
        {
            db.Accounts.Add(new Account { Subject = "sub-1", DirectoryKey = "7600012", CreatedAt = Morning });
            db.Accounts.Add(new Account { Subject = "sub-2", DirectoryKey = "7600012", CreatedAt = Morning });
            return db.SaveChangesAsync();
        });

        (await twice.Should().ThrowAsync<DbUpdateException>()).Which.IsConflict().Should().BeTrue();
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_missing_table_is_an_outage_and_no_conflict(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await using var services = database.Services((_, _) => { });

        var withoutTables = () => InAsync(services, db =>
        {
            db.Accounts.Add(new Account { Subject = "sub-1", DirectoryKey = "7600012", CreatedAt = Morning });
            return db.SaveChangesAsync();
        });

        (await withoutTables.Should().ThrowAsync<DbUpdateException>()).Which.IsConflict().Should().BeFalse();
    }

    private static string TablesOf(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'",
        DatabaseProvider.PostgreSql => "SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = 'public'",
    };

    private static Session SessionOf(string id, DateTimeOffset expiry) => new()
    {
        Id = id,
        Subject = "sub-1",
        DirectoryKey = "7600012",
        Device = DeviceKind.Shared,
        StartedAt = Morning,
        AuthenticatedAt = Morning,
        Methods = "pwd",
        LastSeenAt = Morning.AddMinutes(5),
        ExpiresAt = expiry,
    };

    private static async Task InAsync(ServiceProvider services, Func<IdentityDb, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }
}
