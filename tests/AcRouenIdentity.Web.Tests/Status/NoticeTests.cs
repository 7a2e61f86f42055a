using System.Net;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Status;

public sealed class NoticeTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser administrator = null!;
    private PlainBrowser visitor = null!;

    private DateTimeOffset Now => host.Minute();

    public async Task InitializeAsync()
    {
        host = await StatusStory.OpenAsync();
        administrator = await host.SignedInAsync(StatusStory.Administrator);
        visitor = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        administrator.Dispose();
        visitor.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Work_is_announced_two_days_before_until_its_end_and_not_longer()
    {
        var start = Now.AddHours(49);
        await administrator.AnnounceAsync(start, start.AddHours(2));

        var early = await visitor.GetAsync("/connexion");
        host.Clock.Advance(TimeSpan.FromHours(1));
        var soon = await visitor.GetAsync("/connexion");
        host.Clock.Advance(TimeSpan.FromHours(49));
        var during = await visitor.GetAsync("/aide");
        host.Clock.Advance(TimeSpan.FromHours(1));
        var after = await visitor.GetAsync("/connexion");

        NoticeOf(early).Should().BeNull();
        NoticeOf(soon).Should().Contain("Maintenance prévue – Messagerie dans le navigateur (webmail).").And.Contain(StatusStory.DayInWords(start, "fr")).And.Contain("Le webmail sera fermé.");
        NoticeOf(during).Should().Contain("Maintenance en cours");
        NoticeOf(after).Should().BeNull();
    }

    [Fact]
    public async Task An_English_page_shows_the_English_text_or_marks_the_French_one()
    {
        var began = Now.AddHours(-1);
        await administrator.AnnounceAsync(began, end: null, ("Form.Kind", "Incident"));
        await administrator.AnnounceAsync(Now.AddHours(-2), end: null, ("Form.TextEnglish", "Webmail is closed."));
        await visitor.GetAsync("/langue?vers=en");

        var notices = (await visitor.GetAsync("/connexion")).Document.QuerySelectorAll(".fr-notice");

        notices.Should().HaveCount(2);
        notices[0].QuerySelector("[lang=en]")!.TextContent.Should().Be("Webmail is closed.");
        notices[1].QuerySelector("[lang=fr]")!.TextContent.Should().Be("Le webmail sera fermé.");
        notices[1].TextContent.Should().Contain("Incident under way – Mail in the browser (webmail).").And.Contain($"Since {StatusStory.DayInWords(began, "en")} at ");
    }

    [Fact]
    public async Task A_page_asks_the_database_nothing_for_it_and_keeps_the_notice_while_the_database_is_away()
    {
        await administrator.AnnounceAsync(Now.AddHours(-1), end: null);

        using (host.BreakDatabase())
        {
            host.Clock.Advance(TimeSpan.FromSeconds(25));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            var page = await visitor.GetAsync("/connexion");

            page.Status.Should().Be(HttpStatusCode.OK);
            NoticeOf(page).Should().Contain("Le webmail sera fermé.");
        }
    }

    [Fact]
    public async Task What_another_node_announced_shows_within_half_a_minute()
    {
        await administrator.AnnounceAsync(Now.AddHours(-1), end: null);
        await host.AskAsync((Infrastructure.Database.IdentityDb db) => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "UPDATE \"Announcements\" SET \"Text\" = 'Un autre texte.'"));
        var before = NoticeOf(await visitor.GetAsync("/aide"));

        host.Clock.Advance(TimeSpan.FromSeconds(21));

        before.Should().Contain("Le webmail sera fermé.");
        await Eventually.BeTrueAsync(async () => NoticeOf(await visitor.GetAsync("/aide"))!.Contains("Un autre texte.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_knows_at_once_what_was_announced()
    {
        await administrator.AnnounceAsync(Now.AddHours(-1), end: null);

        await host.RestartAsync();

        NoticeOf(await visitor.GetAsync("/connexion")).Should().Contain("Le webmail sera fermé.");
    }

    private static string? NoticeOf(WebPage page) => page.Document.QuerySelector(".fr-notice")?.TextContent;
}
