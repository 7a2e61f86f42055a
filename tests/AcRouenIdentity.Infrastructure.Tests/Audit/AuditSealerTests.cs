using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Tests.Audit;

[Collection(BothDatabases.Name)]
public sealed class AuditSealerTests(PostgreSql server)
{
    [SkippableFact]
    public async Task Entries_are_sealed_behind_the_requests()
    {
        await using var database = await CreateAsync();
        await using var node = new Node(database);
        await using var running = await RunningAsync(node);

        await node.RecordSignInsAsync(3);

        await EventuallyAsync(node, async () => await node.VerifyAsync() is AuditVerdict.Intact { Head.Position: 3, Unsealed: 0 });
    }

    [SkippableFact]
    public async Task A_thousand_refusals_make_one_entry()
    {
        await using var database = await CreateAsync();
        await using var node = new Node(database);
        var since = node.Clock.GetUtcNow();
        await using var running = await RunningAsync(node);

        Parallel.For(0, 1_000, _ => node.Tally.Count(null, SignInRefusal.WrongPassword));
        node.Tally.Count("s1", SignInRefusal.TooManyTries);

        await EventuallyAsync(node, () => node.ReadAsync(db => db.AuditEntries.AnyAsync()));
        var entries = await node.ReadAsync(db => db.AuditEntries.OrderBy(entry => entry.Subject).ToListAsync());
        entries.Select(entry => entry.Subject).Should().BeEquivalentTo([null, "s1"]);
        entries.Single(entry => entry.Subject is null).Json.Should().Be($$"""{"reason":"WrongPassword","count":1000,"since":"{{since:yyyy-MM-ddTHH:mm:ss.fffffff}}\u002B00:00"}""");
    }

    [SkippableFact]
    public async Task Refusals_counted_when_the_node_stops_are_written()
    {
        await using var database = await CreateAsync();
        await using var node = new Node(database);

        await using (await RunningAsync(node))
            node.Tally.Count("s1", SignInRefusal.Locked);

        (await node.ReadAsync(db => db.AuditEntries.SingleAsync())).Kind.Should().Be(AuditKind.SignInRefused);
    }

    [SkippableFact]
    public async Task Refusals_that_the_database_did_not_take_wait_for_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await using var node = new Node(database);
        node.Tally.Count("s1", SignInRefusal.WrongPassword);
        await using (await RunningAsync(node))
        {
        }

        await database.CreateTablesAsync();
        node.Tally.Count("s1", SignInRefusal.WrongPassword);
        await using var running = await RunningAsync(node);

        await EventuallyAsync(node, () => node.ReadAsync(db => db.AuditEntries.AnyAsync()));
        (await node.ReadAsync(db => db.AuditEntries.SingleAsync())).Json.Should().Contain("\"count\":2");
    }

    [Theory]
    [InlineData("Audit:KeyFile", "/nowhere/audit.key")]
    [InlineData("Audit:SealEvery", "00:00:00")]
    [InlineData("Audit:FormerKeys:0:Until", "0")]
    public async Task A_setting_that_makes_no_sense_stops_the_start(string key, string value)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await using var services = database.Services((services, configuration) => services.AddAuditTrail(configuration), (key, value));

        var start = services.GetRequiredService<IStartupValidator>().Validate;

        start.Should().Throw<OptionsValidationException>().WithMessage("*Audit:*");
    }

    [Fact]
    public async Task A_key_too_short_stops_the_start()
    {
        using var key = new KeyFile();
        await File.WriteAllTextAsync(key.Path, "too short");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await using var services = database.Services((services, configuration) => services.AddAuditTrail(configuration), ("Audit:KeyFile", key.Path));

        services.GetRequiredService<IStartupValidator>().Invoking(validator => validator.Validate()).Should().Throw<OptionsValidationException>().WithMessage("*32 bytes*");
    }

    private async Task<TestDatabase> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
        return database;
    }

    private static async Task<Running> RunningAsync(Node node)
    {
        foreach (var service in node.HostedServices)
            await service.StartAsync(CancellationToken.None);
        return new Running(node);
    }

    /// <summary>Lets the node's clock run until it is so.</summary>
    private static async Task EventuallyAsync(Node node, Func<Task<bool>> isSo)
    {
        await Eventually.BeTrueAsync(async () =>
        {
            if (await isSo())
                return true;
            node.Clock.Advance(TimeSpan.FromMinutes(1));
            return false;
        });
    }

    private sealed class Running(Node node) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var service in node.HostedServices)
                await service.StopAsync(CancellationToken.None);
        }
    }
}
