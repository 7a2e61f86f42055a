using Microsoft.Data.Sqlite;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>The trail of all that the stories did until then; <see cref="Demo"/> reads it once more after the last of them.</summary>
[Collection(DemoStories.Name)]
public sealed class TrailTests(Demo demo)
{
    [SkippableFact]
    public async Task The_trail_of_the_stories_holds_and_a_row_that_is_changed_in_it_is_found()
    {
        Demo.Need();
        var folder = Directory.CreateTempSubdirectory("acrouen-trail-");
        try
        {
            var (holds, said) = await demo.TellAsync("audit", "verify");
            var position = TamperWithCopy(Path.Combine(folder.FullName, "identity.db"));
            var configuration = Path.Combine(folder.FullName, "appsettings.json");
            var own = await File.ReadAllTextAsync(Path.Combine(demo.ProviderFolder, "appsettings.json"));
            await File.WriteAllTextAsync(configuration, own.Replace($"{demo.ProviderFolder}/identity.db", $"{folder.FullName}/identity.db", StringComparison.Ordinal));

            var (broken, found) = await demo.TellAsync(configuration, ["audit", "verify"]);

            holds.Should().Be(0, said);
            broken.Should().Be(1, found);
            found.Should().Contain($"{position}");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <returns>Position of the entry whose subject is somebody else's now.</returns>
    private long TamperWithCopy(string file)
    {
        using var there = new SqliteConnection($"Data Source={Path.Combine(demo.ProviderFolder, "identity.db")};Mode=ReadOnly");
        using var copy = new SqliteConnection($"Data Source={file}");
        there.Open();
        copy.Open();
        there.BackupDatabase(copy);
        using var change = copy.CreateCommand();
        change.CommandText = """
            UPDATE "AuditEntries" SET "Subject" = 'somebody-else' WHERE "Position" = (SELECT MAX("Position") FROM "AuditEntries" WHERE "Subject" IS NOT NULL) RETURNING "Position"
            """;
        return (long)change.ExecuteScalar()!;
    }
}
