using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Tests.Audit;

/// <summary>The command as an auditor runs it: the program itself, in a process of its own.</summary>
[Collection(BothDatabases.Name)]
public sealed class AuditVerifyCommandTests(PostgreSql server)
{
    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task An_auditor_is_told_whether_the_trail_holds_and_where_it_breaks(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        await using var node = new Node(database);
        await node.RecordSignInsAsync(5);
        var head = await node.SealAsync();

        var (exitCode, output) = await VerifyAsync(database);
        exitCode.Should().Be(0, output);
        output.ReplaceLineEndings("").Should().Contain(head!.ToString());

        await node.WithAsync(db => db.AuditEntries.Where(entry => entry.Position == 3).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Subject, "somebody else")));
        (exitCode, output) = await VerifyAsync(database);
        exitCode.Should().Be(1, output);
        output.Should().Contain("3");
    }

    [SkippableFact]
    public async Task An_auditor_who_wrote_the_head_down_sees_a_trail_cut_short()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
        await using var node = new Node(database);
        await node.RecordSignInsAsync(5);
        var head = await node.SealAsync();
        await node.WithAsync(db => db.AuditEntries.Where(entry => entry.Position > 2).ExecuteDeleteAsync());

        (await VerifyAsync(database)).ExitCode.Should().Be(0);
        (await VerifyAsync(database, "--head", head!.ToString())).ExitCode.Should().Be(1);
        (await VerifyAsync(database, "--head", "yesterday's")).ExitCode.Should().Be(2);
    }

    private static Task<(int ExitCode, string Output)> VerifyAsync(TestDatabase database, params string[] arguments) =>
        BuiltProgram.RunAsync(database, ["audit", "verify", .. arguments]);
}
