using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Colleagues;

/// <summary>Who is found, by which words, in which order.</summary>
public sealed class ColleagueSearchTests : IAsyncLifetime
{
    private static readonly Rne Tati = SamplePeople.CollegeJacquesTati.Rne;
    private static readonly Rne Falaises = SamplePeople.LyceeLesFalaises.Rne;

    private static readonly Person PaulDubois = ColleaguesStory.Called("Paul", "Dubois", 9001, new Posting(Tati, "ENS", "ENSEIGNEMENT", "L0422", "ANGLAIS"));
    private static readonly Person YannLeGall = ColleaguesStory.Called("Yann", "Le Gall", 9002, new Posting(Tati, "EDU", "EDUCATION", "E0030", "CONSEILLER PRINCIPAL D'EDUCATION"));
    private static readonly Person AnneLefebvre = ColleaguesStory.Called("Anne", "Lefebvre", 9003, new Posting(Falaises, "ENS", "ENSEIGNEMENT", "L0202", "LETTRES MODERNES"));
    private static readonly Person MartinRoy = ColleaguesStory.Called("Martin", "Roy", 9004, new Posting(Falaises, "AED", "ASSISTANT D'EDUCATION", null, null));
    private static readonly Person AliceNDiaye = ColleaguesStory.Called("Alice", "N'Diaye", 9005, new Posting(Tati, "ENS", "ENSEIGNEMENT", "L1300", "MATHEMATIQUES"), new Posting(Falaises, "ENS", "ENSEIGNEMENT", "L1500", "SCIENCES PHYSIQUES"));
    private static readonly Person IrinaIvanova = ColleaguesStory.Called("Ирина", "Иванова", 9006);

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["Colleagues:Searches"] = "1000", ["Colleagues:SearchesADay"] = "1000" });
        await host.RecordAsync([.. SamplePeople.All, PaulDubois, YannLeGall, AnneLefebvre, MartinRoy, AliceNDiaye, IrinaIvanova]);
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("dubois", "Paul Dubois")]
    [InlineData("DUBOIS paul", "Paul Dubois")]
    [InlineData("dubios", "Paul Dubois")]
    [InlineData("dubbois", "Paul Dubois")]
    [InlineData("dub", "Paul Dubois")]
    [InlineData("claire martin", "Claire Martin")]
    [InlineData("martin claire", "Claire Martin")]
    [InlineData("claire.martin@ac-rouen.fr", "Claire Martin")]
    [InlineData("jean noel petit", "Jean-Noël Petit")]
    [InlineData("petit jean-noël", "Jean-Noël Petit")]
    [InlineData("jeannoel", "Jean-Noël Petit")]
    [InlineData("nguyen bao", "Bảo Nguyễn")]
    [InlineData("le gall", "Yann Le Gall")]
    [InlineData("legall", "Yann Le Gall")]
    [InlineData("ndiaye", "Alice N'Diaye")]
    [InlineData("N’Diaye", "Alice N'Diaye")]
    [InlineData("ivanova", "Ирина Иванова")]
    [InlineData("иванова", "Ирина Иванова")]
    [InlineData("conseiller principal", "Yann Le Gall")]
    [InlineData("dubois anglais les andelys", "Paul Dubois")]
    [InlineData("garcia falaises", "Aïcha Garcia")]
    public async Task Somebody_is_found_by(string typed, string name) => (await browser.FindAsync(typed)).Should().Equal(name);

    [Theory]
    [InlineData("lefevre", "Hélène Lefèvre", "Anne Lefebvre")]
    [InlineData("LEFEBVRE", "Anne Lefebvre", "Hélène Lefèvre")]
    [InlineData("martin", "Claire Martin", "Martin Roy")]
    public async Task The_nearest_comes_first(string typed, string first, string second) => (await browser.FindAsync(typed)).Should().Equal(first, second);

    [Theory]
    [InlineData("&ecole=jacques tati")]
    [InlineData("&ecole=Andelys")]
    [InlineData("&ecole=0279001M")]
    [InlineData("&ecole=colége tati")]
    [InlineData("&ecole=tati&fonction=ENS&discipline=L0202")]
    public async Task A_filter_narrows_by_establishment_function_and_discipline(string filters)
    {
        var found = await browser.FindAsync("", filters);

        found.Should().Contain("François Durand").And.NotContain("Claire Martin");
    }

    [Fact]
    public async Task Filters_are_passed_by_one_posting_and_not_by_several_together()
    {
        (await browser.FindAsync("", "&ecole=tati&discipline=L1300")).Should().Equal("Alice N'Diaye");
        (await browser.FindAsync("", "&ecole=tati&discipline=L1500")).Should().BeEmpty();
        (await browser.FindAsync("", "&ecole=tati&discipline=nulle-part")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_colleague_is_shown_with_school_function_discipline_and_an_address_to_copy()
    {
        var page = await browser.GetAsync("/annuaire?q=dubois");

        var row = page.Document.QuerySelector("main tbody tr")!;
        row.TextContent.Should().Contain("Collège Jacques-Tati, Les Andelys").And.Contain("ENSEIGNEMENT – ANGLAIS");
        row.QuerySelector("a[href='mailto:personne.9001@ac-rouen.fr']")!.TextContent.Should().Be("personne.9001@ac-rouen.fr");
        row.QuerySelector("button[hidden]")!.GetAttribute("data-copy").Should().Be("personne.9001@ac-rouen.fr");
        page.Main.Should().Contain("Une personne trouvée.");
    }

    [Fact]
    public async Task Whatever_is_confidential_stays_out_of_pages_and_cards()
    {
        var answers = new[]
        {
            (await browser.GetAsync("/annuaire?q=claire+martin")).Html,
            (await browser.GetAsync(ColleaguesStory.Mine)).Html,
            (await browser.GetAsync(await browser.CardOfAsync("claire martin"))).Html,
        };

        answers.Should().AllSatisfy(answer => answer.Should().Contain("claire.martin@ac-rouen.fr")
            .And.NotContain(SamplePeople.ClaireMartin.Numen!.Value.Reveal()).And.NotContainAny("1981", "Horloge", "Delasecr", "cmartin1", "AC-ROUEN", "2828"));
    }

    [Theory]
    [InlineData("numen 21E0501234ABC")]
    [InlineData("21E0501234ABC")]
    [InlineData("delasecrete")]
    [InlineData("horloge")]
    [InlineData("1981")]
    public async Task Nobody_is_found_by_what_is_confidential(string typed) => (await browser.FindAsync(typed)).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?q=+++")]
    [InlineData("?q=a")]
    [InlineData("?q=%25")]
    [InlineData("?q=%25%25%25")]
    [InlineData("?q=__")]
    [InlineData("?q=%5C%5C")]
    [InlineData("?q=%07%1B%7F")]
    [InlineData("?q=%E2%80%AE%E2%80%AE")]
    [InlineData("?fonction=ENS")]
    [InlineData("?discipline=L1300&q=-")]
    public async Task Nothing_said_shows_nobody(string query)
    {
        var page = await browser.GetAsync($"/annuaire{query}");

        page.Status.Should().Be(HttpStatusCode.OK);
        ColleaguesStory.NamesOn(page).Should().BeEmpty();
    }

    [Theory]
    [InlineData("d%25")]
    [InlineData("d_bois")]
    [InlineData("%25bois")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\\dubois\\")]
    public async Task Signs_of_a_database_are_no_signs_here(string typed) =>
        (await browser.FindAsync(Uri.UnescapeDataString(typed))).Should().BeSubsetOf(["Paul Dubois"]);

    [Theory]
    [InlineData(5_000)]
    [InlineData(7_500)]
    public async Task A_very_long_search_is_answered(int letters)
    {
        (await browser.FindAsync(new string('z', letters))).Should().BeEmpty();
        (await browser.FindAsync(string.Join(' ', Enumerable.Repeat("le", letters / 3)))).Should().StartWith("Yann Le Gall");
    }

    [Theory]
    [InlineData("q=dubois%00")]
    [InlineData("q=%FF%FE")]
    public async Task What_is_no_text_is_refused(string query) => (await browser.GetAsync($"/annuaire?{query}")).Status.Should().Be(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("sylvie dubois")]
    [InlineData("michel bernard")]
    public async Task Nobody_whose_account_is_suspended_or_closed_is_found(string typed) => (await browser.FindAsync(typed)).Should().BeEmpty();

    [Theory]
    [InlineData(AccountState.Announced)]
    [InlineData(AccountState.Provisioned)]
    [InlineData(AccountState.Suspended)]
    [InlineData(AccountState.Departed)]
    [InlineData(AccountState.Erased)]
    public async Task An_account_that_closes_takes_its_entry_and_its_card_along_at_once(AccountState state)
    {
        var card = await browser.CardOfAsync("paul dubois");

        await host.ChangeStateAsync(PaulDubois, state);

        (await browser.FindAsync("paul dubois")).Should().BeEmpty();
        (await browser.FindAsync("", "&ecole=tati")).Should().NotContain("Paul Dubois");
        (await browser.GetAsync(card)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Somebody_new_is_found_within_a_minute_without_a_new_start()
    {
        await host.AddRecordsAsync([ColleaguesStory.Called("Ophélie", "Vandenbroucke", 9100)]);

        await Eventually.BeTrueAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await browser.FindAsync("vandenbroucke")).Count == 1;
        });
    }

    [Fact]
    public async Task A_change_that_is_committed_late_is_seen_though_others_came_after_it()
    {
        var late = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        await host.AddRecordsAsync([ColleaguesStory.Called("Ophélie", "Vandenbroucke", 9100)]);
        await Eventually.BeTrueAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await browser.FindAsync("vandenbroucke")).Count == 1;
        });

        await host.AskAsync<AcRouenIdentity.Infrastructure.Database.IdentityDb, int>(async db =>
        {
            var record = db.People.Single(row => row.DirectoryKey == PaulDubois.Key.Value);
            (record.Surname, record.ChangedAt, record.Version) = ("Quatremer", late, record.Version + 1);
            return await db.SaveChangesAsync();
        });

        await Eventually.BeTrueAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await browser.FindAsync("quatremer")).Count == 1;
        });
    }

    [Theory]
    [InlineData("/annuaire")]
    [InlineData("/annuaire?q=martin")]
    [InlineData(ColleaguesStory.Mine)]
    [InlineData("/annuaire/AAAAAAAAAAAAAAAAAAAAAA/vcf")]
    public async Task Whoever_is_not_signed_in_sees_nothing(string path)
    {
        using var stranger = host.NewBrowser();

        var page = await stranger.GetAsync(path);

        page.Redirect!.AbsolutePath.Should().Be("/connexion");
        page.Html.Should().NotContain("Martin");
    }

    [Fact]
    public async Task Whoever_was_suspended_since_they_signed_in_sees_nothing()
    {
        host.Directory.Put(SamplePeople.ClaireMartin with { State = AccountState.Suspended });

        var page = await browser.GetAsync("/annuaire?q=dubois");

        page.Html.Should().NotContain("Paul");
        page.Status.Should().NotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_hostile_name_is_shown_as_text_on_one_line_in_its_own_direction()
    {
        await host.RecordAsync(ColleaguesStory.Called("Bobby\r\n", "<script>alert(1)</script>\u202Eetnecni", 9200, new Posting(Falaises, "ENS", "ENSEIGNEMENT\u202E", "L1", "\"><img src=x>")));

        var page = await browser.GetAsync("/annuaire?q=bobby");

        page.Document.QuerySelectorAll("main script:not([src]), main img").Should().BeEmpty();
        page.Html.Should().NotContain("\u202E").And.NotContain("&#x202E;");
        ColleaguesStory.NamesOn(page).Should().Equal("Bobby <script>alert(1)</script>etnecni");
    }
}
