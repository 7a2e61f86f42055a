using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>No agent carries everybody away.</summary>
public sealed class CallerLimitTests
{
    [Fact]
    public async Task Too_many_searches_wait_whatever_they_find_and_nobody_else_waits_with_them()
    {
        await using var host = await CallerStory.OpenAsync(new Dictionary<string, string?> { ["CallerSearch:Searches"] = "5", ["CallerSearch:SearchesWithin"] = "00:01:00" });
        using var agent = host.NewBrowser();
        using var other = host.NewBrowser();
        await agent.SignInAsync(SamplePeople.FatouSarr);
        await other.SignInAsync(SamplePeople.BrigitteQuiniou);
        foreach (var said in (string[])["martin", "xqzvw", "21E0501234ZZZ", SamplePeople.ClaireMartin.Numen!.Value.Reveal(), "durand"])
            (await agent.SearchAsync(said)).Status.Should().Be(HttpStatusCode.OK);

        var refused = await agent.SearchAsync("martin");

        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Main.Should().Contain("Trop de recherches").And.Contain("Vous pourrez chercher de nouveau dans une minute").And.NotContain("Martin Claire");
        refused.Response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        (await other.FindAsync("martin")).Should().Equal("Martin Claire");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await agent.FindAsync("martin")).Should().Equal("Martin Claire");
    }

    [Fact]
    public async Task A_day_has_its_limit_too()
    {
        await using var host = await CallerStory.OpenAsync(new Dictionary<string, string?> { ["CallerSearch:SearchesADay"] = "2" });
        using var agent = host.NewBrowser();
        await agent.SignInAsync(SamplePeople.FatouSarr);

        (await agent.FindAsync("martin")).Should().NotBeEmpty();
        (await agent.FindAsync("martin")).Should().NotBeEmpty();
        (await agent.SearchAsync("martin")).Main.Should().Contain("24 heures");
    }

    [Theory, InlineData("CallerSearch:Searches", "0"), InlineData("CallerSearch:MostShown", "5000"), InlineData("CallerSearch:Unknown", "1")]
    public async Task A_limit_that_is_none_stops_the_start(string key, string value)
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { [key] = value });

        await start.Should().ThrowAsync<Exception>();
    }
}
