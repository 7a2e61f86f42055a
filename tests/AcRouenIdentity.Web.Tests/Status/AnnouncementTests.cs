using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Status;

public sealed class AnnouncementTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    private DateTimeOffset Now => host.Minute();

    public async Task InitializeAsync()
    {
        host = await StatusStory.OpenAsync();
        browser = await host.SignedInAsync(StatusStory.Administrator);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/maintenance")]
    [InlineData("/maintenance/annonce")]
    [InlineData("/maintenance/annonce/abc")]
    public async Task Nobody_but_an_administrator_opens_the_announcements(string path)
    {
        using var stranger = host.NewBrowser();
        using var secretary = await host.SignedInAsync(SamplePeople.AichaGarcia);

        (await stranger.GetAsync(path)).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await secretary.GetAsync(path)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/maintenance?handler=End")]
    [InlineData("/maintenance?handler=Delete")]
    [InlineData("/maintenance?handler=Restore")]
    [InlineData("/maintenance/annonce")]
    public async Task Nobody_but_an_administrator_posts_to_them(string path)
    {
        await browser.AnnounceAsync(Now.AddHours(-1), end: null);
        using var secretary = await host.SignedInAsync(SamplePeople.AichaGarcia);
        var announcement = await SingleAsync();
        var proof = (await secretary.GetAsync("/")).Form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = proof, ["id"] = announcement.Id, ["version"] = "1", ["Form.Text"] = "Faux", ["Form.Services"] = "Webmail",
        });

        var answer = await secretary.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        (await SingleAsync()).Version.Should().Be(1);
    }

    [Fact]
    public async Task What_is_typed_in_Paris_time_is_shown_in_Paris_time_and_audited()
    {
        var start = host.HalfPastEleven(days: 1);

        var answer = await browser.FollowAsync(await browser.AnnounceAsync(start, start.AddHours(2)));

        answer.Main.Should().Contain("L’annonce est enregistrée.").And.Contain($"Le {StatusStory.DayInWords(start, "fr")}, de 11\u00a0h\u00a030 à 13\u00a0h\u00a030");
        var announcement = await SingleAsync();
        announcement.StartsAt.Should().Be(start);
        announcement.ChangedBy.Should().Be("oroux1");
        (await ActsAsync()).Should().Equal(AnnouncementAct.Published);
    }

    [Theory]
    [InlineData(3, "passe à l’heure d’été")]
    [InlineData(10, "passe à l’heure d’hiver")]
    public async Task A_time_of_the_night_when_clocks_change_is_refused_where_it_is_none_or_two(int month, string reason)
    {
        var night = host.NextClockChange(month).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        var refused = await browser.AnnounceAsync(Now, end: null, ("Form.StartDay", night), ("Form.StartTime", "02:30"));
        var taken = await browser.AnnounceAsync(Now, end: null, ("Form.StartDay", night), ("Form.StartTime", "03:00"));

        refused.Main.Should().Contain(reason);
        taken.Redirect!.Query.Should().Be("?fait=Published");
    }

    [Theory]
    [InlineData("0027-01-14", "10:00", "trop loin")]
    [InlineData("9999-12-31", "23:59", "trop loin")]
    [InlineData("", "10:00", "Indiquez le jour et l’heure du début")]
    [InlineData("demain", "10:00", "Form.StartDay")]
    public async Task A_time_that_cannot_be_is_refused_with_the_reason(string day, string time, string reason)
    {
        var answer = await browser.AnnounceAsync(Now, end: null, ("Form.StartDay", day), ("Form.StartTime", time));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Html.Should().Contain(reason);
        answer.Document.QuerySelector("#erreurs").Should().NotBeNull();
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task An_end_before_the_start_half_an_end_no_service_and_no_text_are_refused()
    {
        (await browser.AnnounceAsync(Now.AddHours(2), Now.AddHours(1))).Main.Should().Contain("La fin vient avant le début");
        (await browser.AnnounceAsync(Now, end: null, ("Form.EndDay", PublicDay.Of(Now).AddDays(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture)))).Main.Should().Contain("ou ni l’un ni l’autre");
        (await browser.SubmitAsync(await browser.GetAsync("/maintenance/annonce"), [.. StatusStory.FieldsOf(Now, end: null), ("Form.Services", "Cantine"), ("Form.Text", "a")]))
            .Main.Should().Contain("Cochez au moins un service");
        (await browser.AnnounceAsync(Now, end: null, ("Form.Text", " "))).Main.Should().Contain("Écrivez le message");
        (await browser.AnnounceAsync(Now, end: null, ("Form.Text", new string('a', 501)))).Main.Should().Contain("dépasse 500 caractères");
    }

    [Fact]
    public async Task A_script_in_an_announcement_is_shown_as_the_text_it_is()
    {
        const string script = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        await browser.AnnounceAsync(Now.AddHours(-1), end: null, ("Form.Text", script), ("Form.TextEnglish", script));
        using var visitor = host.NewBrowser();

        foreach (var path in new[] { "/maintenance", "/connexion", "/etat" })
        {
            var page = await (path == "/maintenance" ? browser : visitor).GetAsync(path);
            page.Document.QuerySelectorAll("script:not([src]), img[onerror]").Should().BeEmpty();
            page.Html.Should().Contain("&lt;script&gt;alert(1)");
        }
    }

    [Fact]
    public async Task Of_two_administrators_who_edit_at_once_the_second_is_told_and_decides()
    {
        await browser.AnnounceAsync(Now.AddHours(2), Now.AddHours(4));
        var address = $"/maintenance/annonce/{(await SingleAsync()).Id}";
        using var other = await host.SignedInAsync(SamplePeople.ClaireMartin);
        var mine = await browser.GetAsync(address);
        var theirs = await other.GetAsync(address);
        await other.SubmitAsync(theirs, ("Form.Services", "Webmail"), ("Form.Text", "Texte de Claire"));

        var told = await browser.SubmitAsync(mine, ("Form.Services", "Webmail"), ("Form.Text", "Texte d’Odile"));
        var between = await SingleAsync();
        var saved = await browser.SubmitAsync(told, ("Form.Services", "Webmail"));

        told.Main.Should().Contain("Une autre personne a modifié cette annonce").And.Contain("Enregistré par cmartin1").And.Contain("Texte de Claire");
        told.Document.QuerySelector("textarea[name='Form.Text']")!.TextContent.Should().Contain("Texte d’Odile");
        between.Text.Should().Be("Texte de Claire");
        saved.Redirect!.Query.Should().Be("?fait=Changed");
        (await SingleAsync()).Text.Should().Be("Texte d’Odile");
        (await ActsAsync()).Should().Equal(AnnouncementAct.Published, AnnouncementAct.Changed, AnnouncementAct.Changed);
    }

    [Fact]
    public async Task What_is_under_way_is_ended_now_and_only_once()
    {
        await browser.AnnounceAsync(Now.AddHours(-1), end: null);
        var list = await browser.GetAsync("/maintenance");

        var ended = await browser.FollowAsync(await browser.PressAsync(list, "Terminer maintenant"));
        var again = await browser.PressAsync(list, "Terminer maintenant");

        ended.Main.Should().Contain("L’annonce est terminée.");
        again.Main.Should().Contain("Une autre personne vient de modifier cette annonce");
        (await SingleAsync()).EndsAt.Should().Be(host.Clock.GetUtcNow());
        (await ActsAsync()).Should().Equal(AnnouncementAct.Published, AnnouncementAct.Ended);
    }

    [Fact]
    public async Task Ended_five_times_at_once_it_ends_once()
    {
        await browser.AnnounceAsync(Now.AddHours(-1), end: null);
        var list = await browser.GetAsync("/maintenance");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.PressAsync(list, "Terminer maintenant")));

        answers.Count(answer => answer.Redirect is not null).Should().Be(1);
        (await ActsAsync()).Should().Equal(AnnouncementAct.Published, AnnouncementAct.Ended);
    }

    [Fact]
    public async Task What_is_to_come_is_deleted_and_comes_back()
    {
        await browser.AnnounceAsync(Now.AddHours(2), Now.AddHours(4));
        var deleted = await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync("/maintenance"), "Supprimer"));
        var without = await browser.GetAsync("/etat");

        var restored = await browser.FollowAsync(await browser.PressAsync(deleted, "Annuler la suppression"));

        deleted.Main.Should().Contain("L’annonce est supprimée.").And.NotContain("Le webmail sera fermé.");
        without.Html.Should().NotContain("Le webmail sera fermé.");
        restored.Main.Should().Contain("L’annonce est rétablie.").And.Contain("Le webmail sera fermé.");
        (await ActsAsync()).Should().Equal(AnnouncementAct.Published, AnnouncementAct.Deleted, AnnouncementAct.Restored);
    }

    [Fact]
    public async Task What_has_begun_meanwhile_is_not_deleted()
    {
        await browser.AnnounceAsync(Now.AddMinutes(2), end: null);
        var list = await browser.GetAsync("/maintenance");
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        (await browser.PressAsync(list, "Supprimer")).Main.Should().Contain("Ce n’est plus possible");
        (await SingleAsync()).WithdrawnAt.Should().BeNull();
    }

    [Fact]
    public async Task The_start_page_leads_an_administrator_there_and_nobody_else()
    {
        using var secretary = await host.SignedInAsync(SamplePeople.AichaGarcia);

        (await browser.GetAsync("/")).Document.QuerySelector("main a[href='/maintenance']").Should().NotBeNull();
        (await secretary.GetAsync("/")).Document.QuerySelector("main a[href='/maintenance']").Should().BeNull();
    }

    private Task<Domain.Status.Announcement> SingleAsync() => host.AskAsync((IdentityDb db) => db.Announcements.AsNoTracking().SingleAsync());

    private Task<int> CountAsync() => host.AskAsync((IdentityDb db) => db.Announcements.CountAsync());

    private async Task<IReadOnlyList<AnnouncementAct>> ActsAsync()
    {
        var told = await host.AskAsync((IdentityDb db) => db.AuditEntries.Where(entry => entry.Kind == AuditKind.MaintenanceAnnounced).OrderBy(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());
        return [.. told.Select(json => Enum.Parse<AnnouncementAct>(System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("what").GetString()!))];
    }
}
