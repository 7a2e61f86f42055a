using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Tests.Audit;

[Collection(BothDatabases.Name)]
public sealed class AuditChainTests(PostgreSql server)
{
    public static TheoryData<string, long, AuditFault> Tamperings => new()
    {
        { """UPDATE "AuditEntries" SET "Json" = '{}' WHERE "Position" = 3""", 3, AuditFault.Altered },
        { """UPDATE "AuditEntries" SET "Subject" = 'subject-9' WHERE "Position" = 3""", 3, AuditFault.Altered },
        { """UPDATE "AuditEntries" SET "Subject" = NULL WHERE "Position" = 3""", 3, AuditFault.Altered },
        { """UPDATE "AuditEntries" SET "Kind" = 'SignedOut' WHERE "Position" = 1""", 1, AuditFault.Altered },
        { """UPDATE "AuditEntries" SET "Kind" = 'Nothing' WHERE "Position" = 4""", 4, AuditFault.UnknownKind },
        { """UPDATE "AuditEntries" SET "Kind" = '0' WHERE "Position" = 1""", 1, AuditFault.UnknownKind },
        { """UPDATE "AuditEntries" SET "Kind" = 'Nothing', "Position" = 77 WHERE "Position" = 4""", 4, AuditFault.Missing },
        { """UPDATE "AuditEntries" SET "Json" = CASE "Position" WHEN 2 THEN '{}' ELSE "Json" END, "Kind" = CASE "Position" WHEN 5 THEN 'Nothing' ELSE "Kind" END""", 2, AuditFault.Altered },
        { """UPDATE "AuditEntries" SET "At" = (SELECT "At" FROM "AuditEntries" WHERE "Position" = 5) WHERE "Position" = 4""", 4, AuditFault.Altered },
        { """UPDATE "AuditEntries" SET "Hash" = "PreviousHash" WHERE "Position" = 2""", 2, AuditFault.Altered },
        { """UPDATE "AuditEntries" SET "PreviousHash" = "Hash" WHERE "Position" = 2""", 2, AuditFault.Detached },
        { """DELETE FROM "AuditEntries" WHERE "Position" = 3""", 3, AuditFault.Missing },
        { """DELETE FROM "AuditEntries" WHERE "Position" = 1""", 1, AuditFault.Missing },
        { """UPDATE "AuditEntries" SET "Position" = 77 WHERE "Position" = 2""", 2, AuditFault.Missing },
    };

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_chain_that_nobody_touched_holds(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        await using var node = new Node(database);
        await node.RecordSignInsAsync(1_203);

        var head = await node.SealAsync();
        await node.RecordSignInsAsync(2);

        head!.Position.Should().Be(1_203);
        (await node.VerifyAsync()).Should().Be(new AuditVerdict.Intact(head, Unsealed: 2));
    }

    [SkippableFact]
    public async Task An_empty_trail_holds()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        await using var node = new Node(database);

        (await node.SealAsync()).Should().BeNull();
        (await node.VerifyAsync()).Should().Be(new AuditVerdict.Intact(new AuditHead(0, AuditChain.Beginning), Unsealed: 0));
    }

    [SkippableTheory, MemberData(nameof(Tamperings))]
    public async Task The_first_entry_that_somebody_touched_is_named(string tampering, long position, AuditFault fault)
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        await using var node = new Node(database);
        await RecordOverTimeAsync(node, 6);
        await node.SealAsync();

        await node.WithAsync(db => db.Database.ExecuteSqlRawAsync(tampering.Replace("{}", "{{}}", StringComparison.Ordinal)));

        (await node.VerifyAsync()).Should().Be(new AuditVerdict.Broken(position, fault));
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Nodes_that_seal_at_the_same_time_make_one_chain(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        await using var one = new Node(database);
        await using var other = new Node(database);
        await one.RecordSignInsAsync(40);

        for (var round = 0; round < 10; round++)
        {
            await one.RecordSignInsAsync(7);
            await Task.WhenAll(Task.Run(one.SealAsync), Task.Run(other.SealAsync), Task.Run(one.SealAsync));
        }

        var head = await one.SealAsync();
        (await other.VerifyAsync()).Should().Be(new AuditVerdict.Intact(head!, Unsealed: 0));
        head!.Position.Should().Be(110);
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_position_is_given_once(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        await using var node = new Node(database);
        await node.RecordSignInsAsync(2);

        var second = () => node.WithAsync(async db =>
        {
            foreach (var entry in await db.AuditEntries.ToListAsync())
                entry.Position = 1;
            await db.SaveChangesAsync();
        });

        (await second.Should().ThrowAsync<DbUpdateException>()).Which.IsConflict().Should().BeTrue();
    }

    [SkippableFact]
    public async Task An_outage_while_sealing_is_told_and_loses_nothing()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        await using var node = new Node(database);
        await node.RecordSignInsAsync(2);
        await node.WithAsync(db => db.Database.ExecuteSqlRawAsync(
            """CREATE TRIGGER full BEFORE UPDATE ON "AuditEntries" BEGIN SELECT json('no room left'); END"""));

        await node.Invoking(full => full.SealAsync()).Should().ThrowAsync<DbUpdateException>();

        await node.WithAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER full"));
        (await node.SealAsync())!.Position.Should().Be(2);
    }

    [SkippableFact]
    public async Task An_entry_that_commits_after_a_later_one_was_sealed_takes_the_next_position()
    {
        await using var database = await CreateAsync(DatabaseProvider.PostgreSql);
        await using var node = new Node(database);

        await node.WithAsync(async slow =>
        {
            await using var transaction = await slow.Database.BeginTransactionAsync();
            new AuditTrail(slow, node.Clock).Record(new AuditEvent.AccountCreated("slow"));
            await slow.SaveChangesAsync();
            await node.RecordAsync(new AuditEvent.AccountCreated("quick"));
            await node.SealAsync();
            await transaction.CommitAsync();
        });
        await node.SealAsync();

        var chained = await node.ReadAsync(db => db.AuditEntries.Sealed().ToListAsync());
        chained.Select(entry => entry.Subject).Should().Equal("quick", "slow");
        chained[0].Sequence.Should().BeGreaterThan(chained[1].Sequence);
        (await node.VerifyAsync()).Should().BeOfType<AuditVerdict.Intact>();
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_change_that_was_rolled_back_leaves_no_gap_in_the_chain(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        await using var node = new Node(database);
        await node.RecordSignInsAsync(1);
        await node.WithAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            new AuditTrail(db, node.Clock).Record(new AuditEvent.AccountCreated("nobody"));
            await db.SaveChangesAsync();
        });
        await node.RecordSignInsAsync(1);

        var head = await node.SealAsync();

        head!.Position.Should().Be(2);
        (await node.VerifyAsync()).Should().Be(new AuditVerdict.Intact(head, Unsealed: 0));
    }

    [SkippableFact]
    public async Task A_chain_cut_short_is_seen_from_a_head_written_down()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        await using var node = new Node(database);
        await node.RecordSignInsAsync(6);
        var witness = await node.SealAsync();

        await node.WithAsync(db => db.AuditEntries.Where(entry => entry.Position > 4).ExecuteDeleteAsync());

        (await node.VerifyAsync()).Should().BeOfType<AuditVerdict.Intact>("the chain alone does not know how long it was");
        (await node.VerifyAsync(witness)).Should().Be(new AuditVerdict.Broken(5, AuditFault.Missing));
    }

    [SkippableFact]
    public async Task A_chain_made_again_is_seen_from_a_head_written_down()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        await using var node = new Node(database);
        await node.RecordSignInsAsync(6);
        var witness = await node.SealAsync();

        await ForgeAsync(node);

        (await node.VerifyAsync()).Should().BeOfType<AuditVerdict.Intact>("no key was set");
        (await node.VerifyAsync(witness)).Should().Be(new AuditVerdict.Broken(6, AuditFault.NotAsWitnessed));
    }

    [SkippableFact]
    public async Task Who_has_the_database_without_the_key_cannot_make_a_chain_that_holds()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        using var key = new KeyFile();
        await using var node = new Node(database, ("Audit:KeyFile", key.Path));
        await node.RecordSignInsAsync(6);
        await node.SealAsync();

        await using var forger = new Node(database);
        await ForgeAsync(forger);

        (await forger.VerifyAsync()).Should().BeOfType<AuditVerdict.Intact>();
        (await node.VerifyAsync()).Should().Be(new AuditVerdict.Broken(1, AuditFault.Altered));
    }

    [SkippableFact]
    public async Task A_key_can_be_replaced_from_a_position_on()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        using var first = new KeyFile();
        using var second = new KeyFile();
        await using (var before = new Node(database, ("Audit:KeyFile", first.Path)))
        {
            await before.RecordSignInsAsync(3);
            await before.SealAsync();
        }

        await using var after = new Node(database, ("Audit:KeyFile", second.Path), ("Audit:FormerKeys:0:KeyFile", first.Path), ("Audit:FormerKeys:0:Until", "5"));
        await after.RecordSignInsAsync(4);
        var head = await after.SealAsync();

        (await after.VerifyAsync()).Should().Be(new AuditVerdict.Intact(head!, Unsealed: 0));
        await using var forgetful = new Node(database, ("Audit:KeyFile", second.Path));
        (await forgetful.VerifyAsync()).Should().Be(new AuditVerdict.Broken(1, AuditFault.Altered));
    }

    [Theory, InlineData("12:abc"), InlineData("x"), InlineData(""), InlineData("0:"), InlineData(":")]
    public void A_head_that_makes_no_sense_is_not_read(string text) => AuditHead.TryParse(text).Should().BeNull();

    [Fact]
    public void A_head_reads_as_it_is_written()
    {
        var head = new AuditHead(12, new string('a', 64));

        AuditHead.TryParse(head.ToString()).Should().Be(head);
    }

    private async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        return database;
    }

    private static async Task RecordOverTimeAsync(Node node, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await node.RecordSignInsAsync(1);
            node.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>What somebody with every right on the database would do: change an entry and chain everything again.</summary>
    private static async Task ForgeAsync(Node node)
    {
        await node.WithAsync(db => db.AuditEntries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Position, (long?)null)));
        await node.WithAsync(db => db.AuditEntries.Where(entry => entry.Sequence == 2).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Subject, "somebody else")));
        await node.SealAsync();
    }
}
