using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Colleagues;

/// <summary>Whoever asks not to be listed is found by nobody.</summary>
public sealed class RedListTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser claire = null!;
    private PlainBrowser bao = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        await host.RecordAsync([.. SamplePeople.All]);
        (claire, bao) = (host.NewBrowser(), host.NewBrowser());
        await claire.SignInAsync(SamplePeople.ClaireMartin);
        await bao.SignInAsync(SamplePeople.BaoNguyen);
    }

    public async Task DisposeAsync()
    {
        claire.Dispose();
        bao.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_who_hides_is_found_by_nobody_at_once_and_again_once_they_change_their_mind()
    {
        var card = await bao.CardOfAsync("claire martin");

        await claire.HideAsync();

        (await bao.FindAsync("claire martin")).Should().BeEmpty();
        (await bao.FindAsync("martni")).Should().BeEmpty();
        (await bao.FindAsync("", "&ecole=falaises")).Should().NotBeEmpty().And.NotContain("Claire Martin");
        (await bao.FindAsync("mathematiques")).Should().BeEmpty();
        (await claire.FindAsync("claire martin")).Should().BeEmpty("not even by themself");
        var hidden = await bao.GetAsync(card);
        var nobody = await bao.GetAsync("/annuaire/AAAAAAAAAAAAAAAAAAAAAA/vcf");
        hidden.Status.Should().Be(HttpStatusCode.NotFound).And.Be(nobody.Status);
        MainBesideItsReference(hidden).Should().Be(MainBesideItsReference(nobody));

        await claire.PressAsync(await claire.GetAsync(ColleaguesStory.Mine), "Figurer à nouveau dans l’annuaire");

        (await bao.FindAsync("claire martin")).Should().Equal("Claire Martin");
        (await bao.GetAsync(card)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Their_own_page_shows_the_entry_as_colleagues_see_it_and_says_what_was_chosen()
    {
        var before = await claire.GetAsync(ColleaguesStory.Mine);
        var after = await claire.FollowAsync(await claire.PressAsync(before, "Ne plus figurer dans l’annuaire"));

        before.Main.Should().Contain("Claire Martin").And.Contain("Lycée Les Falaises, Le Tréport").And.Contain("claire.martin@ac-rouen.fr").And.Contain("Visible dans l’annuaire");
        after.Main.Should().Contain("Vous ne figurez plus dans l’annuaire").And.Contain("Sur liste rouge").And.Contain("Claire Martin");
        after.Document.QuerySelector("main a[href$='/vcf']").Should().BeNull();
    }

    [Fact]
    public async Task A_choice_made_twice_or_three_times_at_once_is_recorded_once()
    {
        var form = await claire.GetAsync(ColleaguesStory.Mine);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => claire.PressAsync(form, "Ne plus figurer dans l’annuaire")));
        await claire.PressAsync(form, "Ne plus figurer dans l’annuaire");

        (await EventsAsync()).Should().Be(1);
        (await host.AskAsync<IdentityDb, string[]>(db => db.UnlistedPeople.Select(row => row.DirectoryKey).ToArrayAsync())).Should().Equal(SamplePeople.ClaireMartin.Key.Value);
    }

    [Fact]
    public async Task A_page_of_another_site_hides_nobody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ColleaguesStory.Mine}?handler=Hide") { Content = new FormUrlEncodedContent([]) };

        (await claire.SendAsync(request)).Status.Should().Be(HttpStatusCode.BadRequest);

        (await bao.FindAsync("claire martin")).Should().Equal("Claire Martin");
        (await EventsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Nobody_hides_somebody_else()
    {
        var form = await claire.GetAsync(ColleaguesStory.Mine);

        await claire.PressAsync(form, "Ne plus figurer dans l’annuaire", ("DirectoryKey", SamplePeople.BaoNguyen.Key.Value), ("person", SamplePeople.BaoNguyen.Key.Value));

        (await claire.FindAsync("nguyen")).Should().Equal("Bảo Nguyễn");
    }

    [Fact]
    public async Task The_address_of_a_notice_alone_claims_nothing()
    {
        (await claire.GetAsync($"{ColleaguesStory.Mine}?fait=Unlisted")).Main.Should().NotContain("Vous ne figurez plus");
    }

    [Fact]
    public async Task Somebody_whom_the_records_do_not_know_yet_is_told_so()
    {
        using var unknown = host.NewBrowser();
        host.Directory.Put(ColleaguesStory.Called("Zoé", "Nouvelle", 9001), SamplePeople.Password);
        await unknown.SignInAsync("x9001", SamplePeople.Password);

        (await unknown.GetAsync(ColleaguesStory.Mine)).Main.Should().Contain("pas encore dans l’annuaire");
    }

    private static string MainBesideItsReference(WebPage page)
    {
        page.Document.QuerySelector(".page__reference")!.Remove();
        return page.Document.QuerySelector("main")!.InnerHtml;
    }

    private Task<int> EventsAsync() => host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.DirectoryListingChosen));
}
