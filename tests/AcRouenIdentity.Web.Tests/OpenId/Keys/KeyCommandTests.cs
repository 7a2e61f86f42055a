using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Databases;

namespace AcRouenIdentity.Web.Tests.OpenId.Keys;

/// <summary>The commands as an administrator types them: the program itself, in a process of its own.</summary>
public sealed class KeyCommandTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableFact]
    public async Task An_administrator_lists_announces_replaces_and_revokes_keys()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);

        var listed = await RunAsync(database, "list");
        listed.ExitCode.Should().Be(0, listed.Output);
        CountOf("En service", listed.Output).Should().Be(3);

        (await RunAsync(database, "rotate")).ExitCode.Should().Be(0);
        CountOf("Annoncée", (await RunAsync(database, "list")).Output).Should().Be(3);

        var replaced = await RunAsync(database, "rotate", "--now", "--all", "--reason", "Compromise");
        replaced.ExitCode.Should().Be(0, replaced.Output);
        replaced.Output.Should().Contain("10 secondes");
        listed = await RunAsync(database, "list");
        (CountOf("Révoquée ", listed.Output) >= 6, CountOf("En service", listed.Output)).Should().Be((true, 3));
    }

    [SkippableFact]
    public async Task What_makes_no_sense_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);

        foreach (var arguments in new string[][] { ["revoke", "nulle-part"], ["rotate", "--all"], ["rotate", "--now", "--all", "--revoke", "x"], ["rotate", "--now", "--reason", "Humeur"] })
            (await RunAsync(database, arguments)).ExitCode.Should().Be(1);

        CountOf("En service", (await RunAsync(database, "list")).Output).Should().Be(3);
    }

    private static int CountOf(string words, string text) => text.Split(words).Length - 1;

    private static Task<(int ExitCode, string Output)> RunAsync(TestDatabase database, params string[] arguments) =>
        BuiltProgram.RunAsync(database, ["keys", .. arguments, "--lang", "fr"]);
}
