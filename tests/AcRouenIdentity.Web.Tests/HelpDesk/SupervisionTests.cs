using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>The help desk in figures: who sees them, of whom, and what is pointed out.</summary>
public sealed class SupervisionTests
{
    private const string Path = "/assistance/pilotage";

    [Fact]
    public async Task A_help_desk_that_did_nothing_yet_is_told_so()
    {
        await using var story = await HelpDeskStory.OpenAsync();

        var page = await ReadAsync(story, HelpDeskStory.Supervisor);

        page.Main.Should().Contain("Rien sur cette période").And.Contain("Rien à signaler");
        page.Document.QuerySelectorAll("svg").Should().BeEmpty();
    }

    [Fact]
    public async Task Cases_are_shown_by_origin_and_outcome_as_a_plot_and_as_a_table()
    {
        await using var story = await HelpDeskStory.OpenAsync();
        var page = await story.CallAsync(HelpDeskStory.Caller);
        await story.PressAsync(page, "Clore le dossier", ("Form.Outcome", nameof(CaseOutcome.Helped)));
        await story.CallAsync(HelpDeskStory.CallerOfBoth);

        var seen = await ReadAsync(story, HelpDeskStory.Supervisor);

        seen.Document.QuerySelectorAll("svg rect").Select(bar => bar.TextContent).Should().Contain(["Aide apportée : 1", "Encore ouvert : 1"]);
        RowOf(seen, "dossiers", "Appel").Should().StartWith("Appel | 1 |").And.EndWith("| 1");
    }

    [Fact]
    public async Task How_long_people_waited_is_read_from_when_their_case_was_taken()
    {
        await using var story = await HelpDeskStory.OpenAsync();
        await AddAsync(story, "0001", HelpDeskStory.Caller, one => one.Take(HelpDeskStory.Agent.Login, story.Host.Clock.GetUtcNow().AddMinutes(40)));
        await AddAsync(story, "0002", HelpDeskStory.CallerOfBoth, _ => { });

        var seen = await ReadAsync(story, HelpDeskStory.Supervisor);

        FigureOf(seen, "Attente médiane").Should().Be("40 min");
        FigureOf(seen, "Attendent un agent").Should().Be("1");
        RowOf(seen, "attentes", "De 15 minutes à 1 heure").Should().EndWith("| 1");
        RowOf(seen, "attentes", "Attendent encore").Should().EndWith("| 1");
    }

    [Fact]
    public async Task Only_the_period_that_was_asked_for_counts()
    {
        await using var story = await HelpDeskStory.OpenAsync();
        await AddAsync(story, "0001", HelpDeskStory.Caller, _ => { });
        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow().AddDays(10));

        var month = await ReadAsync(story, HelpDeskStory.Supervisor);
        var week = await ReadAsync(story, HelpDeskStory.Supervisor, "?periode=Week");
        var invented = await ReadAsync(story, HelpDeskStory.Supervisor, "?periode=12345");

        (FigureOf(month, "Dossiers ouverts sur la période"), FigureOf(week, "Dossiers ouverts sur la période")).Should().Be(("1", "0"));
        invented.Document.QuerySelector("option[selected]")!.GetAttribute("value").Should().Be("Month");
    }

    [Fact]
    public async Task Recoveries_are_counted_by_way_those_that_came_to_a_password_and_those_that_did_not()
    {
        await using var story = await HelpDeskStory.OpenAsync();
        await RecordAsync(story, HelpDeskStory.Caller, subject => new AuditEvent.RecoveryAsked(subject, RecoveryWay.BackupAddress), times: 3);
        await RecordAsync(story, HelpDeskStory.Caller, subject => new AuditEvent.RecoveryProven(subject, RecoveryWay.BackupAddress, "otp"), times: 1);
        await RecordAsync(story, HelpDeskStory.Caller, subject => new AuditEvent.LetterRequested(subject), times: 2);
        await RecordAsync(story, HelpDeskStory.Caller, subject => new AuditEvent.RecoveryProven(subject, RecoveryWay.Letter, "otp"), times: 2);
        await RecordAsync(story, HelpDeskStory.Caller, subject => new AuditEvent.AssistanceCodeIssued(subject, "0001", "agent"), times: 1);

        var seen = await ReadAsync(story, HelpDeskStory.Auditor);

        RowOf(seen, "recuperations", "Adresse de secours et INA").Should().Be("Adresse de secours et INA | 1 | 2");
        RowOf(seen, "recuperations", "Courrier INA").Should().Be("Courrier INA | 2 | 0");
        RowOf(seen, "recuperations", "Assistance technique").Should().Be("Assistance technique | 0 | 1");
    }

    [Fact]
    public async Task An_agent_who_gives_codes_to_many_people_on_one_day_is_pointed_out_with_the_cases()
    {
        await using var story = await HelpDeskStory.OpenAsync(("HelpDesk:Supervision:PeopleADay", "2"));
        var first = await GiveCodeAsync(story, HelpDeskStory.Caller);

        var one = await ReadAsync(story, HelpDeskStory.Supervisor);
        var second = await GiveCodeAsync(story, HelpDeskStory.CallerOfBoth);
        var two = await ReadAsync(story, HelpDeskStory.Supervisor);

        one.Main.Should().NotContain("à 2 personnes ou plus");
        two.Main.Should().Contain("à 2 personnes ou plus").And.Contain("fsarr1");
        two.Document.QuerySelectorAll("table[aria-labelledby=beaucoup] a").Select(link => link.GetAttribute("href"))
            .Should().Equal($"/assistance/dossiers/{first}", $"/assistance/dossiers/{second}");
    }

    [Fact]
    public async Task What_is_done_at_night_is_pointed_out()
    {
        await using var story = await HelpDeskStory.OpenAsync(("HelpDesk:Supervision:OpensAt", "12:00"), ("HelpDesk:Supervision:ClosesAt", "12:01"));
        story.Host.Clock.AdjustTime(At(story, new TimeOnly(3, 0)));
        await GiveCodeAsync(story, HelpDeskStory.Caller);

        var seen = await ReadAsync(story, HelpDeskStory.Supervisor);

        seen.Document.QuerySelector("table[aria-labelledby=horaires]")!.TextContent.Should().Contain("fsarr1");
    }

    [Fact]
    public async Task An_account_that_is_recovered_often_is_pointed_out_to_whoever_is_there_for_its_person()
    {
        await using var story = await HelpDeskStory.OpenAsync(("Roles:Grants:4:Role", "Supervisor"), ("Roles:Grants:4:Login", "tkerbrat1"), ("Roles:Grants:4:Scope", "027"));
        await (await story.BrowserOfAsync(HelpDeskStory.Caller)).GetAsync("/");
        await RecordAsync(story, HelpDeskStory.Caller, subject => new AuditEvent.RecoveryProven(subject, RecoveryWay.Letter, "otp"), times: 3);

        var everywhere = await ReadAsync(story, HelpDeskStory.Supervisor);
        var elsewhere = await ReadAsync(story, HelpDeskStory.AgentOfTheEure);

        everywhere.Document.QuerySelector("table[aria-labelledby=souvent]")!.TextContent.Should().Contain("Claire Martin").And.Contain("cmartin1");
        elsewhere.Document.QuerySelector("table[aria-labelledby=souvent]").Should().BeNull();
    }

    [Fact]
    public async Task A_supervisor_of_a_departement_reads_no_figure_of_cases_elsewhere()
    {
        await using var story = await HelpDeskStory.OpenAsync(("Roles:Grants:4:Role", "Supervisor"), ("Roles:Grants:4:Login", "tkerbrat1"), ("Roles:Grants:4:Scope", "027"));
        await story.CallAsync(HelpDeskStory.Caller);

        var elsewhere = await ReadAsync(story, HelpDeskStory.AgentOfTheEure);
        await story.CallAsync(HelpDeskStory.CallerOfBoth);
        var both = await ReadAsync(story, HelpDeskStory.AgentOfTheEure);

        (FigureOf(elsewhere, "Dossiers ouverts sur la période"), FigureOf(both, "Dossiers ouverts sur la période")).Should().Be(("0", "1"));
        elsewhere.Main.Should().Contain("pour les personnes de votre périmètre");
    }

    [Fact]
    public async Task An_auditor_is_led_from_an_agent_to_the_trail_of_that_day_and_into_no_case()
    {
        await using var story = await HelpDeskStory.OpenAsync(("HelpDesk:Supervision:OpensAt", "12:00"), ("HelpDesk:Supervision:ClosesAt", "12:01"));
        story.Host.Clock.AdjustTime(At(story, new TimeOnly(10, 0)));
        var reference = await GiveCodeAsync(story, HelpDeskStory.Caller);

        var seen = await ReadAsync(story, HelpDeskStory.Auditor);
        var trail = seen.Document.QuerySelector("table[aria-labelledby=horaires] a")!.GetAttribute("href")!;
        var journal = await (await story.BrowserOfAsync(HelpDeskStory.Auditor)).GetAsync(trail);

        seen.Main.Should().Contain(reference);
        seen.Document.QuerySelectorAll($"a[href*='{reference}']").Should().BeEmpty();
        journal.Main.Should().Contain("Claire Martin").And.Contain(reference);
    }

    [Fact]
    public async Task Opening_hours_that_end_before_they_begin_keep_the_provider_from_starting()
    {
        var starting = () => HelpDeskStory.OpenAsync(("HelpDesk:Supervision:OpensAt", "12:00"), ("HelpDesk:Supervision:ClosesAt", "08:00"));

        (await starting.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>()).WithMessage("*ClosesAt comes before OpensAt*");
    }

    private static async Task<WebPage> ReadAsync(HelpDeskStory story, Person who, string query = "")
    {
        var page = await (await story.BrowserOfAsync(who)).GetAsync($"{Path}{query}");
        page.Status.Should().Be(HttpStatusCode.OK);
        return page;
    }

    /// <returns>Reference of the case.</returns>
    private static async Task<string> GiveCodeAsync(HelpDeskStory story, Person caller)
    {
        var page = await story.VerifyAsync(await story.CallAsync(caller), caller);
        page = await story.PressAsync(page, "Donner un code d’assistance");
        return HelpDeskStory.ReferenceOf(page);
    }

    private static Task<int> AddAsync(HelpDeskStory story, string reference, Person about, Action<AssistanceCase> change) => story.Host.AskAsync<IdentityDb, int>(db =>
    {
        var row = new AssistanceCase { Reference = reference, Origin = CaseOrigin.Online, OpenedAt = story.Host.Clock.GetUtcNow() };
        row.Identify(about.Key, string.Concat(about.Postings.Select(posting => $";{posting.Rne};")));
        change(row);
        db.Add(row);
        return db.SaveChangesAsync();
    });

    private static async Task RecordAsync(HelpDeskStory story, Person about, Func<string, AuditEvent> happened, int times)
    {
        await using var scope = story.Host.Services.CreateAsyncScope();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var subject = scope.ServiceProvider.GetRequiredService<AccountBook>().SubjectOf(about);
        for (var time = 0; time < times; time++)
            trail.Record(happened(subject));
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync();
    }

    /// <summary>The next time that it is this late in Rouen.</summary>
    private static DateTimeOffset At(HelpDeskStory story, TimeOnly local)
    {
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var day = TimeZoneInfo.ConvertTime(story.Host.Clock.GetUtcNow(), paris).Date.AddDays(1) + local.ToTimeSpan();
        return new DateTimeOffset(day, paris.GetUtcOffset(day));
    }

    private static string FigureOf(WebPage page, string name) =>
        page.Document.QuerySelectorAll("dl.figures > div").Single(figure => figure.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent.Trim();

    private static string RowOf(WebPage page, string plot, string label) => string.Join(" | ", page.Document.QuerySelectorAll($"table[aria-labelledby={plot}] tbody tr")
        .Single(row => row.QuerySelector("td")!.TextContent == label).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
}
