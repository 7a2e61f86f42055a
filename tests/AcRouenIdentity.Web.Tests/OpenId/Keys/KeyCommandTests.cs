using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.OpenId.Keys;

/// <summary>The commands as an administrator types them: the program itself, in a process of its own.</summary>
public sealed class KeyCommandTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableFact]
    public async Task An_administrator_announces_replaces_revokes_and_lists_keys()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);

        (await RunAsync(database, "rotate")).ExitCode.Should().Be(0);
        (await KeysAsync(database)).Should().HaveCount(4 + 1 + 4, "those of the first start, the one of pairwise subjects, and the next").And.NotContain(key => key.IsErased);
        var replaced = await RunAsync(database, "rotate", "--now", "--all", "--reason", "Compromise");
        var listed = await RunAsync(database, "list");

        (replaced.ExitCode, listed.ExitCode).Should().Be((0, 0), replaced.Output + listed.Output);
        replaced.Output.Should().Contain("10 secondes");
        CountOf("En service", listed.Output).Should().Be(4);
        foreach (var key in (await KeysAsync(database)).Where(key => key.Purpose is not KeyPurpose.PairwiseSubjects))
            listed.Output.Should().Contain(key.Id);
    }

    [SkippableFact]
    public async Task What_makes_no_sense_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);

        foreach (var arguments in new string[][] { ["revoke", "nulle-part"], ["rotate", "--all"], ["rotate", "--now", "--all", "--revoke", "x"], ["rotate", "--now", "--reason", "Humeur"] })
            (await RunAsync(database, arguments)).ExitCode.Should().Be(1);

        (await KeysAsync(database)).Should().HaveCount(5).And.NotContain(key => key.IsErased);
    }

    private static async Task<List<SigningKey>> KeysAsync(TestDatabase database)
    {
        await using var services = database.Services((_, _) => { });
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityDb>().Set<SigningKey>().AsNoTracking().ToListAsync();
    }

    private static int CountOf(string words, string text) => text.Split(words).Length - 1;

    private static Task<(int ExitCode, string Output)> RunAsync(TestDatabase database, params string[] arguments) =>
        BuiltProgram.RunAsync(database, ["keys", .. arguments, "--lang", "fr"]);
}
