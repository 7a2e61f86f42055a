using System.Net;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Colleagues;

/// <summary>The directory of people on two nodes that share a PostgreSQL database.</summary>
public sealed class TwoNodesTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableFact]
    public async Task What_one_node_changes_the_other_finds_within_a_minute_and_hides_at_once()
    {
        var database = await server.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        await one.RecordAsync(SamplePeople.ClaireMartin, SamplePeople.BaoNguyen);
        await using var other = await StartAsync(database);
        using var claire = one.NewBrowser();
        using var bao = other.NewBrowser();
        await claire.SignInAsync(SamplePeople.ClaireMartin);
        await bao.SignInAsync(SamplePeople.BaoNguyen);

        var before = await bao.FindAsync("martni");
        await claire.HideAsync();
        var hidden = await bao.FindAsync("martin");
        await one.AddRecordsAsync([ColleaguesStory.Called("Ophélie", "Vandenbroucke", 9100)]);

        before.Should().Equal("Claire Martin");
        hidden.Should().BeEmpty();
        await Eventually.BeTrueAsync(async () =>
        {
            other.Clock.Advance(TimeSpan.FromSeconds(20));
            return (await bao.FindAsync("vandenbroucke")).Count == 1;
        });
    }

    [SkippableFact]
    public async Task Nodes_share_the_count_of_searches_however_many_come_at_once()
    {
        var database = await server.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        await one.RecordAsync(SamplePeople.ClaireMartin);
        await using var other = await StartAsync(database);
        using var here = one.NewBrowser();
        using var there = other.NewBrowser();
        await here.SignInAsync(SamplePeople.ClaireMartin);
        await there.SignInAsync(SamplePeople.ClaireMartin);

        var answers = await Task.WhenAll(Enumerable.Range(0, 90).Select(search => (search % 2 == 0 ? here : there).GetAsync("/annuaire?q=martin")));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).Should().BeInRange(1, 60);
        (await here.GetAsync("/annuaire?q=martin")).Status.Should().Be(HttpStatusCode.TooManyRequests);
        (await there.GetAsync("/annuaire?q=martin")).Status.Should().Be(HttpStatusCode.TooManyRequests);
    }

    private Task<ProviderHost> StartAsync(string database) => ProviderHost.StartAsync(new Dictionary<string, string?>
    {
        ["Database:Provider"] = "PostgreSql",
        ["Database:ConnectionString"] = database,
        ["Database:PasswordFile"] = server.PasswordFile,
    });
}
