using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.Colleagues;
using AcRouenIdentity.Web.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>An agent finds whoever calls, on the page.</summary>
public sealed class CallerPageTests : IAsyncLifetime
{
    private readonly CapturedLog log = new();
    private ProviderHost host = null!;
    private PlainBrowser agent = null!;

    public async Task InitializeAsync()
    {
        host = await CallerStory.OpenAsync(replace: services => services.AddSingleton<ILogEventSink>(log));
        agent = host.NewBrowser();
        await agent.SignInAsync(SamplePeople.FatouSarr);
    }

    public async Task DisposeAsync()
    {
        agent.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_agent_finds_a_caller_and_opens_a_case_with_one_press()
    {
        var found = await agent.SearchAsync("martin falaises");

        CallerStory.NamesOn(found).Should().Equal("Martin Claire");
        found.Main.Should().Contain("cmartin1").And.Contain("claire.martin@ac-rouen.fr").And.Contain("Lycée Les Falaises").And.Contain("Une personne trouvée");
        var button = found.ButtonOf("Ouvrir un dossier");
        (button.GetAttribute("name"), button.GetAttribute("value"), button.Closest("form")!.GetAttribute("action")).Should().Be(("Login", "cmartin1", "/assistance/dossiers"));
        button.Closest("form")!.QuerySelector("input[name=__RequestVerificationToken]").Should().NotBeNull();
        button.GetAttribute("aria-label").Should().Be("Ouvrir un dossier pour Martin Claire");
    }

    [Fact]
    public async Task A_numen_finds_its_holder_and_is_shown_to_nobody()
    {
        var numen = SamplePeople.ClaireMartin.Numen!.Value.Reveal();

        foreach (var said in (string[])[numen, numen.ToLowerInvariant(), $"  {numen} "])
        {
            var found = await agent.SearchAsync(said);
            CallerStory.NamesOn(found).Should().Equal("Martin Claire");
            found.Html.Should().NotContainEquivalentOf(numen);
            found.Address.PathAndQuery.Should().Be(CallerStory.Search);
        }

        var nobody = await agent.SearchAsync("21E0501234ZZZ");
        nobody.Main.Should().Contain("Ce NUMEN n’est celui de personne que vous pouvez aider.");
        nobody.Html.Should().NotContain("21E0501234ZZZ");
        log.Lines.Should().Contain(line => line.Contains("assistance/recherche")).And.NotContain(line => line.Contains(numen, StringComparison.OrdinalIgnoreCase) || line.Contains("21E0501234ZZZ"));
    }

    [Fact]
    public async Task An_agent_of_a_departement_finds_its_people_and_no_others_whatever_is_sent_along()
    {
        using var local = host.NewBrowser();
        await local.SignInAsync(SamplePeople.TanguyKerbrat);

        (await local.FindAsync("durand")).Should().Equal("Durand François");
        (await local.FindAsync("martin")).Should().BeEmpty();
        (await local.FindAsync(SamplePeople.ClaireMartin.Numen!.Value.Reveal())).Should().BeEmpty();
        (await local.FindAsync(SamplePeople.FrancoisDurand.Numen!.Value.Reveal())).Should().Equal("Durand François");
        (await local.SearchAsync("martin")).Main.Should().NotContain("Plus de");
        (await local.FindAsync("quiniou")).Should().BeEmpty("who serves in no establishment is out of it");
        var page = await local.GetAsync(CallerStory.Desk);
        foreach (var (name, value) in ((string, string)[])[("reach", "academie"), ("Reach.IsEverywhere", "true"), ("scope", "academie"), ("departement", "076"), ("View.Found", "x"), ("roles", "Supervisor")])
            CallerStory.NamesOn(await local.PressAsync(page, "Chercher", ("q", "martin"), (name, value))).Should().BeEmpty();
    }

    [Fact]
    public async Task Only_agents_search()
    {
        using var teacher = host.NewBrowser();
        using var stranger = host.NewBrowser();
        await teacher.SignInAsync(SamplePeople.ClaireMartin);

        (await teacher.GetAsync(CallerStory.Desk)).Status.Should().Be(HttpStatusCode.Forbidden);
        using (var sent = new HttpRequestMessage(HttpMethod.Post, CallerStory.Search) { Content = new FormUrlEncodedContent([KeyValuePair.Create("q", "martin")]) })
            (await teacher.SendAsync(sent)).Html.Should().NotContain("Martin Claire");
        (await stranger.GetAsync(CallerStory.Desk)).Redirect!.PathAndQuery.Should().StartWith("/connexion?retour=");
    }

    [Fact]
    public async Task A_search_without_the_proof_of_the_page_finds_nothing()
    {
        using var sent = new HttpRequestMessage(HttpMethod.Post, CallerStory.Search) { Content = new FormUrlEncodedContent([KeyValuePair.Create("q", "martin")]) };

        var refused = await agent.SendAsync(sent);

        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Html.Should().NotContain("Martin Claire");
    }

    [Fact]
    public async Task What_stands_in_an_address_is_not_searched()
    {
        var page = await agent.GetAsync($"{CallerStory.Search}?q=martin");

        page.Redirect!.PathAndQuery.Should().Be(CallerStory.Desk);
        (await agent.GetAsync($"{CallerStory.Desk}?q=martin")).Html.Should().NotContain("Martin Claire");
    }

    [Fact]
    public async Task The_script_gets_the_results_alone()
    {
        var token = (await agent.GetAsync(CallerStory.Desk)).Document.QuerySelector("[data-caller-search] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var sent = new HttpRequestMessage(HttpMethod.Post, CallerStory.Search)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("q", "mart"), KeyValuePair.Create("__RequestVerificationToken", token)]),
            Headers = { { "X-Part", "results" } },
        };

        var part = await agent.SendAsync(sent);

        part.Html.TrimStart().Should().StartWith("<p data-count>").And.Contain("Martin Claire").And.NotContain("<html").And.NotContain("<h1");
        part.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "Bobo")]
    [InlineData("\"><img src=x onerror=alert(1)>", "Bobo")]
    [InlineData("{{7*7}}", "Bobo")]
    [InlineData("\u202Eevil\u2066", "Bobo")]
    public async Task A_name_that_is_a_script_is_a_name(string givenName, string surname)
    {
        await host.AddRecordsAsync([ColleaguesStory.Called(givenName, surname, 9001)]);

        var found = await agent.SearchAsync("bobo");

        CallerStory.NamesOn(found).Should().ContainSingle().Which.Should().StartWith("Bobo ").And.NotContain("\u202E");
        found.Document.QuerySelectorAll("main img, main script:not([src])").Should().BeEmpty();
        (await agent.SearchAsync("<script>alert(\"x\")</script>")).Document.QuerySelectorAll("main script:not([src])").Should().BeEmpty();
    }

    [Theory, InlineData("%00martin"), InlineData("%FFmartin"), InlineData("%ED%A0%80")]
    public async Task What_is_no_text_is_refused(string encoded)
    {
        using var sent = new HttpRequestMessage(HttpMethod.Post, CallerStory.Search) { Content = new StringContent($"q={encoded}", null, "application/x-www-form-urlencoded") };

        (await agent.SendAsync(sent)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_megabyte_is_too_much_and_little_is_too_little()
    {
        (await agent.SearchAsync(new string('a', 1_000_000))).Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await agent.SearchAsync(new string('a', 60_000))).Main.Should().Contain("Personne ne correspond");
        foreach (var little in (string[])["m", "%", "  ", "", "é", "'-"])
            (await agent.SearchAsync(little)).Main.Should().Contain("Tapez au moins deux lettres.");
    }

    [Fact]
    public async Task A_directory_that_is_away_is_an_outage_and_nobody_is_said_to_be_nobody()
    {
        var page = await agent.GetAsync(CallerStory.Desk);
        host.Directory.IsDown = true;

        var answer = await agent.PressAsync(page, "Chercher", ("q", SamplePeople.ClaireMartin.Numen!.Value.Reveal()));

        answer.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Whoever_was_closed_is_found_and_said_to_be_and_whoever_was_erased_is_not()
    {
        await host.ChangeStateAsync(SamplePeople.ClaireMartin, AccountState.Departed);
        (await agent.SearchAsync("claire martin")).Document.QuerySelector(".callers__one .fr-badge")!.TextContent.Should().Be("Parti");

        await host.ChangeStateAsync(SamplePeople.ClaireMartin, AccountState.Erased);
        (await agent.FindAsync("claire martin")).Should().BeEmpty();
        (await agent.FindAsync(SamplePeople.ClaireMartin.Numen!.Value.Reveal())).Should().BeEmpty();
    }

    [Fact]
    public async Task Searches_in_the_other_language_read_in_it()
    {
        await agent.GetAsync($"/langue?vers=en&retour={CallerStory.Desk}");

        (await agent.PressAsync(await agent.GetAsync(CallerStory.Desk), "Search", ("q", "xqzvw"))).Main.Should().Contain("Nobody matches, among those whom you may help.");
    }
}
