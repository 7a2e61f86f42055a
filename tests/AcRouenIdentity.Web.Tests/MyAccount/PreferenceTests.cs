using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Tests.Colleagues;
using AcRouenIdentity.Web.Tests.OpenId;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MyAccount;

/// <summary>Language and form of the name, as a person chooses them. The records say that everybody was born Delasecrète.</summary>
public sealed class PreferenceTests : IAsyncLifetime
{
    private const string Page = "/compte/preferences";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        await host.RecordAsync(SamplePeople.ClaireMartin, SamplePeople.BaoNguyen, SamplePeople.AichaGarcia);
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_language_of_an_account_speaks_on_every_device_once_somebody_is_signed_in()
    {
        var chosen = await ChooseAsync("en", "Usual");
        using var elsewhere = host.NewBrowser();
        var before = await elsewhere.GetAsync("/aide");
        await elsewhere.SignInAsync(SamplePeople.ClaireMartin);

        (await browser.FollowAsync(chosen)).Html.Should().Contain("Your preferences are saved");
        Language(before).Should().Be("fr");
        Language(await elsewhere.GetAsync("/compte")).Should().Be("en");
        Language(await elsewhere.GetAsync("/nulle-part")).Should().Be("en", "errors speak it too");
    }

    [Fact]
    public async Task A_link_of_the_pages_and_what_an_application_asks_for_stand_above_it_for_one_visit()
    {
        await ChooseAsync("en", "Usual");
        var asked = Language(await browser.GetAsync("/compte?ui_locales=fr"));
        await browser.GetAsync("/langue?vers=fr");
        var visit = Language(await browser.GetAsync("/compte"));
        browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "langue-visite").Expired = true;

        visit.Should().Be("fr");
        Language(await browser.GetAsync("/compte")).Should().Be("en", "the visit is over");
        asked.Should().Be("en", "what the person kept in this browser stands above what an application asks for");
    }

    [Fact]
    public async Task An_application_is_heard_in_a_browser_where_nothing_was_chosen()
    {
        await ChooseAsync("en", "Usual");
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(SamplePeople.ClaireMartin);

        Language(await elsewhere.GetAsync("/compte?ui_locales=fr")).Should().Be("fr");
        Language(await elsewhere.GetAsync("/compte")).Should().Be("en");
    }

    [Fact]
    public async Task As_the_browser_says_is_a_choice_like_the_others()
    {
        await ChooseAsync("en", "Usual");
        await ChooseAsync("", "Usual");

        Language(await browser.GetAsync("/compte")).Should().Be("fr");
        (await AccountAsync()).Language.Should().BeNull();
    }

    [Fact]
    public async Task Notices_are_written_in_the_language_of_the_account_whatever_the_browser_speaks()
    {
        await ChooseAsync("en", "Usual");
        await browser.GetAsync("/langue?vers=fr");
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.AddPasskeyAsync(authenticator);

        (await host.ReadMailsAsync()).Should().ContainSingle().Which.Subject.Should().Be("A passkey was added to your account");
    }

    [Fact]
    public async Task A_secretary_is_reminded_in_the_language_they_chose_and_else_in_French()
    {
        using var secretary = host.NewBrowser();
        await secretary.SignInAsync(SamplePeople.AichaGarcia);
        var before = await SecretaryAsync();
        await ChooseAsync(secretary, "en", "Usual");

        before.Should().Be(MailLanguage.French);
        (await SecretaryAsync()).Should().Be(MailLanguage.English);
    }

    [Fact]
    public async Task Applications_are_told_the_language_and_the_name_that_were_chosen()
    {
        await ChooseAsync("en", "BirthAndUsual");
        using var ent = host.Ent();
        var tokens = await ent.SignInAsync(browser);
        var told = Jwt.Body(tokens.IdToken);

        told.GetProperty("name").GetString().Should().Be("Claire Delasecrète-Martin");
        told.GetProperty("locale").GetString().Should().Be("en");
        told.GetProperty("family_name").GetString().Should().Be("Martin");
        (await ent.UserInfoAsync(tokens.AccessToken)).Get("name").Should().Be("Claire Delasecrète-Martin");
    }

    [Fact]
    public async Task The_start_page_and_the_directory_of_people_show_the_name_that_was_chosen()
    {
        await ChooseAsync("", "Birth");
        await host.RestartAsync();
        using var colleague = host.NewBrowser();
        await colleague.SignInAsync(SamplePeople.BaoNguyen);

        (await browser.GetAsync("/")).Heading.Should().Contain("Claire Delasecrète");
        (await colleague.FindAsync("Claire Delasecrète")).Should().Equal("Claire Delasecrète");
        (await colleague.FindAsync("Claire Martin")).Should().Equal("Claire Delasecrète");
    }

    [Fact]
    public async Task Whoever_did_not_choose_their_birth_name_is_neither_found_nor_shown_by_it()
    {
        using var colleague = host.NewBrowser();
        await colleague.SignInAsync(SamplePeople.BaoNguyen);

        (await colleague.FindAsync("Delasecrète")).Should().BeEmpty();
        (await colleague.FindAsync("Claire Martin")).Should().Equal("Claire Martin");
    }

    [Fact]
    public async Task The_page_shows_each_form_as_others_will_see_it_also_once_another_is_chosen()
    {
        await ChooseAsync("", "Birth");
        var page = await browser.GetAsync(Page);

        page.Document.QuerySelectorAll("label[for^=nom-]").Select(label => label.FirstChild!.TextContent.Trim()).Should().Equal("Claire Martin", "Claire Delasecrète", "Claire Delasecrète-Martin");
        page.Document.QuerySelector("#nom-Birth")!.HasAttribute("checked").Should().BeTrue();
    }

    [Fact]
    public async Task Where_one_name_is_known_the_page_says_so()
    {
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.OdileRoux);
        var page = await other.GetAsync(Page);

        page.Main.Should().Contain("L’académie ne vous connaît pas d’autre nom");
        page.Document.QuerySelectorAll("input[type=radio][name=ChosenName]").Should().BeEmpty();
        (await ChooseAsync(other, "", "Birth")).Main.Should().Contain("Ce nom n’est pas proposé");
    }

    [Theory]
    [InlineData("de", "Usual", "Cette langue")]
    [InlineData("<script>", "Usual", "Cette langue")]
    [InlineData("en", "Reine de Saba", "Ce nom")]
    [InlineData("en", "7", "Ce nom")]
    [InlineData("en", "", "Ce nom")]
    public async Task What_is_not_offered_is_refused_and_changes_nothing(string language, string name, string reason)
    {
        var refused = await ChooseAsync(language, name);

        refused.Main.Should().Contain($"{reason} n’est pas proposé");
        (await AccountAsync()).Should().BeEquivalentTo(new { Language = (string?)null, NameForm = (NameForm?)null });
        (await EventsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_change_is_recorded_once_and_told_in_words()
    {
        await ChooseAsync("fr", "Birth");
        await ChooseAsync("fr", "Birth");

        (await EventsAsync()).Should().Equal("""{"what":"Language"}""", """{"what":"NameForm"}""");
        (await browser.GetAsync("/compte/activite?quoi=Account")).Main.Should().Contain("Préférence changée").And.Contain("Nom affiché");
    }

    [Fact]
    public async Task Nobody_chooses_for_somebody_else()
    {
        var page = await browser.GetAsync(Page);
        await browser.SubmitAsync(page, ("ChosenLanguage", "en"), ("ChosenName", "Usual"), ("DirectoryKey", SamplePeople.BaoNguyen.Key.Value), ("subject", "autre"));
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.BaoNguyen);

        Language(await other.GetAsync("/compte")).Should().Be("fr");
    }

    private static string Language(WebPage page) => page.Document.DocumentElement.GetAttribute("lang")!;

    private Task<WebPage> ChooseAsync(string language, string name) => ChooseAsync(browser, language, name);

    private static async Task<WebPage> ChooseAsync(PlainBrowser browser, string language, string name) =>
        await browser.SubmitAsync(await browser.GetAsync(Page), ("ChosenLanguage", language), ("ChosenName", name));

    private Task<Account> AccountAsync() => host.AskAsync<IdentityDb, Account>(db => db.Accounts.SingleAsync(account => account.DirectoryKey == SamplePeople.ClaireMartin.Key.Value));

    private Task<List<string>> EventsAsync() => host.AskAsync<IdentityDb, List<string>>(db =>
        db.AuditEntries.Where(entry => entry.Kind == AuditKind.PreferenceChosen).OrderBy(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());

    private async Task<MailLanguage> SecretaryAsync() =>
        (await host.AskAsync<Secretariats, ILookup<string, Secretary>>(secretariats => secretariats.FindSecretariesAsync(default))).SelectMany(school => school).First(one => one.Key == SamplePeople.AichaGarcia.Key).Language;
}
