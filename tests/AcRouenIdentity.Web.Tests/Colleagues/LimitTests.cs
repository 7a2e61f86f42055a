using System.Net;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Colleagues;

/// <summary>Nobody carries the directory away.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const int Many = 120;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task All_sheets_of_a_search_together_show_fifty_people_at_most()
    {
        var names = new List<string>();
        for (var sheet = 1; sheet <= 5; sheet++)
            names.AddRange(ColleaguesStory.NamesOn(await browser.GetAsync($"/annuaire?q=durand&feuille={sheet}")));
        var past = new List<string>();
        foreach (var sheet in new[] { "6", "7", "999999", "0", "-1", "2147483647", "2147483648", "deux" })
            past.AddRange(ColleaguesStory.NamesOn(await browser.GetAsync($"/annuaire?q=durand&feuille={sheet}")));

        names.Should().HaveCount(50).And.OnlyHaveUniqueItems();
        past.Should().BeSubsetOf(names);
        (await browser.GetAsync("/annuaire?q=durand")).Main.Should().Contain("Plus de 50 personnes trouvées");
    }

    [Fact]
    public async Task Links_between_sheets_keep_what_was_asked()
    {
        var first = await browser.GetAsync("/annuaire?q=Dur%C3%A1nd+p%26m&ecole=&feuille=1");
        var sheets = await browser.GetAsync("/annuaire?q=Durand+p");

        ColleaguesStory.NamesOn(first).Should().BeEmpty("nobody has an m");
        var next = sheets.Document.QuerySelector("main a[rel=next]")!.GetAttribute("href")!;
        var second = await browser.GetAsync("/annuaire" + next);
        ColleaguesStory.NamesOn(second).Should().HaveCount(10).And.NotIntersectWith(ColleaguesStory.NamesOn(sheets));
        second.Document.QuerySelector("#q")!.GetAttribute("value").Should().Be("Durand p");
    }

    [Fact]
    public async Task Too_many_searches_wait_and_nobody_else_waits_with_them()
    {
        using var colleague = host.NewBrowser();
        await colleague.SignInAsync(SamplePeople.BaoNguyen);
        for (var search = 0; search < 60; search++)
            (await browser.GetAsync($"/annuaire?q=durand&feuille={search % 6}")).Status.Should().Be(HttpStatusCode.OK);

        var refused = await browser.GetAsync("/annuaire?q=durand");

        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(5));
        refused.Main.Should().Contain("Vous pourrez chercher à nouveau dans 5 minutes.");
        ColleaguesStory.NamesOn(refused).Should().BeEmpty();
        (await browser.GetAsync("/annuaire")).Status.Should().Be(HttpStatusCode.OK, "the page itself is no search");
        (await colleague.FindAsync("durand")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_second_before_the_wait_is_over_nothing_is_found_and_then_all_is()
    {
        for (var search = 0; search < 60; search++)
            await browser.GetAsync("/annuaire?q=durand");

        host.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        var early = await browser.GetAsync("/annuaire?q=durand");
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        early.Main.Should().Contain("une seconde");
        (await browser.FindAsync("durand")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_new_session_and_another_browser_bring_no_new_share()
    {
        for (var search = 0; search < 60; search++)
            await browser.GetAsync("/annuaire?q=durand");
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.ClaireMartin);

        (await other.GetAsync("/annuaire?q=durand")).Status.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Searches_sent_all_at_once_are_counted_one_by_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => browser.GetAsync("/annuaire?q=durand")));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).Should().BeInRange(1, 60);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).Should().OnlyContain(answer => answer.Status == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Patience_does_not_read_the_directory_in_a_day()
    {
        await StartAnewAsync(("Colleagues:SearchesADay", "70"));
        var answered = 0;
        for (var search = 0; search < 80; search++)
        {
            answered += (await browser.GetAsync("/annuaire?q=durand")).Status == HttpStatusCode.OK ? 1 : 0;
            host.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        answered.Should().Be(70);
        (await browser.GetAsync("/annuaire?q=durand")).Main.Should().Contain("24 heures");
    }

    [Fact]
    public async Task Cards_have_a_limit_of_their_own_and_numbers_that_are_nobodys_count()
    {
        await StartAnewAsync(("Colleagues:CardsADay", "5"));
        var card = await browser.CardOfAsync("durand");
        for (var tries = 0; tries < 4; tries++)
            (await browser.GetAsync($"/annuaire/{new string((char)('A' + tries), 22)}/vcf")).Status.Should().Be(HttpStatusCode.NotFound);
        var last = await browser.GetAsync(card);

        var refused = await browser.GetAsync(card);

        last.Status.Should().Be(HttpStatusCode.OK);
        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Main.Should().Contain("dans 24 heures").And.NotContain("ac-rouen.fr");
        (await browser.FindAsync("durand")).Should().NotBeEmpty("the addresses can still be seen");
    }

    [Fact]
    public async Task Counts_that_count_no_more_are_forgotten()
    {
        await browser.FindAsync("durand");
        var before = await CountsAsync();
        host.Clock.Advance(TimeSpan.FromDays(3));
        await host.RestartAsync();

        before.Should().Be(2);
        await Eventually.BeTrueAsync(async () => await CountsAsync() == 0);
    }

    [Theory]
    [InlineData("Colleagues:Searches", "0")]
    [InlineData("Colleagues:SearchesWithin", "00:00:01")]
    [InlineData("Colleagues:MostShown", "60000")]
    [InlineData("Colleagues:Unknown", "1")]
    public async Task A_limit_that_is_none_stops_the_start(string key, string value)
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { [key] = value });

        await start.Should().ThrowAsync<Exception>();
    }

    private Task<int> CountsAsync() => host.AskAsync<IdentityDb, int>(db => db.DirectoryUses.CountAsync());

    private async Task StartAnewAsync(params (string Key, string Value)[] settings)
    {
        await DisposeAsync();
        await StartAsync(settings);
    }

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        host = await ProviderHost.StartAsync(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        await host.RecordAsync([.. Enumerable.Range(0, Many).Select(number => ColleaguesStory.Called($"Prénom-{(char)('A' + (number / 26))}{(char)('a' + (number % 26))}", "Durand", 9000 + number))]);
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }
}
