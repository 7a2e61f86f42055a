using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>Cases: opened, taken, written in, closed and found again, by agents who work at once.</summary>
public sealed class CaseTests : IAsyncLifetime
{
    private HelpDeskStory story = null!;

    public async Task InitializeAsync() => story = await HelpDeskStory.OpenAsync();

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task Whoever_calls_gets_a_case_that_says_what_is_wrong_and_shows_no_fact_that_would_verify_them()
    {
        using (var stranger = story.Host.NewBrowser())
            for (var turn = 0; turn < 3; turn++)
                await stranger.SignInAsync(HelpDeskStory.Caller.Login.ToString(), "faux mot de passe 1");
        story.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.BeTrueAsync(async () => (await story.EventsAsync(AuditKind.SignInRefused)).Count > 0);

        var page = await story.CallAsync(HelpDeskStory.Caller);

        page.Heading.Should().Be("Claire Martin");
        page.Main.Should().Contain("Mots de passe faux depuis 24 heures : 3").And.Contain("Aucune adresse de secours").And.Contain("Lycée Les Falaises").And.Contain("Identité non vérifiée");
        page.Html.Should().NotContain("21E0501234ABC").And.NotContain("1985");
        (await story.CaseAsync(page)).AssignedTo.Should().Be("fsarr1");
    }

    [Fact]
    public async Task A_second_call_goes_on_with_the_case_that_is_open()
    {
        var first = await story.CallAsync(HelpDeskStory.Caller);

        var second = await story.CallAsync(HelpDeskStory.Caller);

        HelpDeskStory.ReferenceOf(second).Should().Be(HelpDeskStory.ReferenceOf(first));
    }

    [Fact]
    public async Task Establishments_have_names_as_soon_as_a_database_that_had_none_is_served()
    {
        await story.Host.AskAsync<IdentityDb, int>(db => db.Schools.ExecuteDeleteAsync());

        await story.Host.RestartAsync();

        await Eventually.BeTrueAsync(() => story.Host.AskAsync<IdentityDb, bool>(db => db.Schools.AnyAsync(school => school.Name == SamplePeople.LyceeLesFalaises.Name)));
    }

    [Fact]
    public async Task Agents_who_answer_one_person_in_the_same_instant_share_one_case()
    {
        await story.BrowserOfAsync(HelpDeskStory.Agent);
        await story.BrowserOfAsync(HelpDeskStory.Supervisor);

        foreach (var caller in SamplePeople.All.Where(person => person.State == AccountState.Active && person.Postings.Count > 0))
        {
            var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => Task.Run(() => story.CallAsync(caller, turn % 2 == 0 ? HelpDeskStory.Agent : HelpDeskStory.Supervisor))));

            pages.Select(HelpDeskStory.ReferenceOf).Distinct().Should().ContainSingle(caller.DisplayName);
            (await story.Host.AskAsync<IdentityDb, int>(db => db.Cases.CountAsync(row => row.DirectoryKey == caller.Key.Value))).Should().Be(1);
        }
    }

    [Fact]
    public async Task Of_two_agents_on_one_case_the_second_reads_what_the_first_did_before_anything_is_changed()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        var supervisor = await story.BrowserOfAsync(HelpDeskStory.Supervisor);
        var seen = await supervisor.GetAsync(page.Address.AbsolutePath);

        await story.PressAsync(page, "Clore le dossier", ("Form.Outcome", nameof(CaseOutcome.Helped)));
        var late = await story.PressAsync(HelpDeskStory.Supervisor, seen, "Clore le dossier", ("Form.Outcome", nameof(CaseOutcome.Impostor)));

        late.Main.Should().Contain("Un autre agent a agi dans ce dossier entre-temps");
        (await story.CaseAsync(page)).Outcome.Should().Be(CaseOutcome.Helped);
    }

    [Fact]
    public async Task Notes_of_two_agents_at_once_both_stand()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        var seen = await (await story.BrowserOfAsync(HelpDeskStory.Supervisor)).GetAsync(page.Address.AbsolutePath);

        await story.PressAsync(page, "Ajouter la note", ("Form.Text", "Rappelle à 14 h."));
        var both = await story.PressAsync(HelpDeskStory.Supervisor, seen, "Ajouter la note", ("Form.Text", "Vu avec le lycée."));

        both.Main.Should().Contain("Rappelle à 14 h.").And.Contain("Vu avec le lycée.");
    }

    [Fact]
    public async Task What_is_written_stays_a_text_is_encrypted_and_loses_the_NUMEN_in_it()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);

        var written = await story.PressAsync(page, "Ajouter la note", ("Form.Text", "<script>alert(1)</script> NUMEN 21E0501234ABC"));

        written.Html.Should().Contain("&lt;script&gt;").And.NotContain("<script>alert").And.NotContain("21E0501234ABC");
        var kept = await story.Host.AskAsync<IdentityDb, string?>(db => db.CaseEntries.Select(entry => entry.Text).SingleAsync());
        kept.Should().NotContain("script").And.NotContain("21E0501234ABC");
    }

    [Fact]
    public async Task A_case_is_closed_with_its_outcome_and_may_be_opened_again()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);

        var closed = await story.PressAsync(page, "Clore le dossier", ("Form.Outcome", nameof(CaseOutcome.UnderWay)));
        var list = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync("/assistance?liste=Closed");
        var open = await story.PressAsync(closed, "Rouvrir le dossier");

        closed.Main.Should().Contain("Suite en route").And.Contain("rouvrez-le pour agir");
        list.Main.Should().Contain("Claire Martin").And.Contain("Suite en route");
        open.Main.Should().Contain("À prendre");
    }

    [Fact]
    public async Task An_agent_who_looks_leaves_one_trace_an_hour_and_the_person_reads_it_without_their_name()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        var browser = await story.BrowserOfAsync(HelpDeskStory.Agent);
        await browser.GetAsync(page.Address.AbsolutePath);
        var own = await (await story.BrowserOfAsync(HelpDeskStory.Caller)).GetAsync(HelpDeskStory.Own);

        (await story.EventsAsync(AuditKind.RecordConsulted)).Should().ContainSingle();
        own.Main.Should().Contain(HelpDeskStory.ReferenceOf(page)).And.Contain("L’assistance, pour le dossier").And.NotContain("fsarr1").And.NotContain("Sarr");
        (await (await story.BrowserOfAsync(HelpDeskStory.Caller)).GetAsync("/compte/activite")).Main.Should().Contain("Fiche consultée par l’assistance");
    }

    [Fact]
    public async Task A_message_of_somebody_locked_out_becomes_a_case_that_finds_them_by_a_NUMEN_which_nobody_reads()
    {
        using (var stranger = story.Host.NewBrowser())
            await stranger.SubmitAsync(
                await stranger.GetAsync("/aide/contact"),
                ("Form.Name", "Claire M."), ("Form.School", "Lycée"), ("Form.Address", "claire@exemple.fr"), ("Form.Numen", "21E0501234ABC"), ("Form.PostalAddress", "1 rue du Phare\n76470 Le Tréport"),
                ("Form.Subject", "Accès perdu"), ("Form.Text", "Je n’ai plus rien."));
        var browser = await story.BrowserOfAsync(HelpDeskStory.Agent);

        var desk = await browser.GetAsync(HelpDeskStory.Desk);
        var page = await browser.GetAsync(desk.Document.QuerySelector("table.records a")!.GetAttribute("href")!);
        var known = await story.PressAsync(page, "Rattacher à cette personne Claire Martin");

        page.Main.Should().Contain("Accès perdu").And.Contain("1 rue du Phare").And.Contain("cmartin1");
        page.Html.Should().NotContain("21E0501234ABC");
        known.Heading.Should().Be("Claire Martin");
        (await story.CaseAsync(known)).Origin.Should().Be(CaseOrigin.Online);
    }

    [Fact]
    public async Task Cases_of_people_elsewhere_are_not_in_the_list_of_an_agent_and_do_not_open()
    {
        var elsewhere = await story.CallAsync(HelpDeskStory.Caller);
        await story.PressAsync(elsewhere, "Remettre en attente");
        var near = await story.CallAsync(HelpDeskStory.CallerOfBoth);
        await story.PressAsync(near, "Remettre en attente");
        var browser = await story.BrowserOfAsync(HelpDeskStory.AgentOfTheEure);

        var list = await browser.GetAsync(HelpDeskStory.Desk);
        var refused = await browser.FollowAsync(await browser.GetAsync(elsewhere.Address.AbsolutePath));
        var opened = await browser.GetAsync(near.Address.AbsolutePath);

        list.Main.Should().Contain("Bảo Nguyễn").And.NotContain("Claire Martin");
        refused.Address.AbsolutePath.Should().Be(HelpDeskStory.Desk);
        refused.Main.Should().Contain("hors de votre périmètre").And.NotContain("Claire Martin");
        opened.Heading.Should().Be("Bảo Nguyễn");
    }

    [Fact]
    public async Task What_was_written_of_somebody_who_left_the_directory_stays_with_the_agents_of_where_they_served()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        await story.Host.Directory.RemoveAsync(HelpDeskStory.Caller.Key, default);
        var elsewhere = await story.BrowserOfAsync(HelpDeskStory.AgentOfTheEure);

        var refused = await elsewhere.FollowAsync(await elsewhere.GetAsync(page.Address.AbsolutePath));
        var near = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath);

        refused.Main.Should().Contain("hors de votre périmètre");
        near.Main.Should().Contain(HelpDeskStory.ReferenceOf(page));
    }

    [Fact]
    public async Task An_agent_whose_role_is_taken_away_is_refused_at_the_next_click()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        story.Host.Directory.Put(HelpDeskStory.Agent with { Groups = [] });

        var answer = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).PressAsync(page, "Ajouter la note", ("Form.Text", "Encore là."));

        ((int)answer.Status).Should().Be(403);
        (await story.Host.AskAsync<IdentityDb, int>(db => db.CaseEntries.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Nobody_handles_their_own_case()
    {
        var desk = await story.CallAsync(HelpDeskStory.Agent);
        var own = await story.CallAsync(HelpDeskStory.Agent, HelpDeskStory.Supervisor);

        var refused = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).FollowAsync(await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(own.Address.AbsolutePath));

        desk.Main.Should().Contain("Personne ne traite son propre dossier");
        own.Heading.Should().Be("Fatou Sarr");
        refused.Main.Should().Contain("Personne ne traite son propre dossier");
    }

    [Fact]
    public async Task An_outage_of_the_directory_is_an_outage_and_loses_no_case()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        story.Host.Directory.IsDown = true;

        var away = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath);
        story.Host.Directory.IsDown = false;
        var back = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath);

        ((int)away.Status).Should().Be(503);
        back.Heading.Should().Be("Claire Martin");
    }

    [Fact]
    public async Task A_reference_of_nobody_says_so()
    {
        var browser = await story.BrowserOfAsync(HelpDeskStory.Agent);

        var page = await browser.FollowAsync(await browser.GetAsync("/assistance/dossiers/0000-0000"));

        page.Main.Should().Contain("Dossier introuvable");
    }
}
