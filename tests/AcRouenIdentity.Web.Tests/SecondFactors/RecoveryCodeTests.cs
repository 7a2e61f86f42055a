using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.SecondFactors;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.SecondFactors;

/// <summary>The sheet that is kept for the day the telephone is lost.</summary>
public sealed class RecoveryCodeTests : IAsyncLifetime
{
    private const string Refused = "Ce code de secours n’est pas le bon, ou il a déjà servi";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private CodeApp app = null!;
    private IReadOnlyList<string> codes = [];

    private static Person Owner => SamplePeople.ClaireMartin;

    public async Task InitializeAsync()
    {
        host = await SecondFactorHost.StartAsync();
        browser = host.NewBrowser();
        app = await host.EnrolAsync(Owner);
        codes = await host.MakeRecoveryCodesAsync(Owner, app);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public void A_sheet_has_ten_codes_in_groups_and_no_two_alike()
    {
        codes.Should().HaveCount(10).And.OnlyHaveUniqueItems().And.OnlyContain(code => code.Length == 19 && code.Count(letter => letter == '-') == 3);
    }

    [Fact]
    public async Task A_code_opens_in_the_place_of_the_telephone_and_its_owner_is_told_at_once()
    {
        var opened = await browser.GiveRecoveryCodeAsync(await browser.GivePasswordAsync(Owner), codes[3]);

        opened.Redirect!.AbsolutePath.Should().Be("/");
        (await host.MethodsOfSessionAsync(Owner)).Should().Be("pwd mfa");
        (await host.ReadMailsAsync()).Select(mail => mail.Subject).Should().Contain("Un code de secours de votre compte a été utilisé");
        (await browser.GetAsync(SecondFactorStory.Page)).Main.Should().Contain("Il vous en reste 9");
    }

    [Fact]
    public async Task It_may_be_typed_as_people_type()
    {
        var typed = codes[0].Replace('-', ' ').Replace('0', 'o').Replace('1', 'l').ToLowerInvariant();

        (await browser.GiveRecoveryCodeAsync(await browser.GivePasswordAsync(Owner), typed)).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task A_code_serves_once_also_when_two_browsers_give_it_at_once()
    {
        using var other = host.NewBrowser();
        var (one, two) = (await browser.GivePasswordAsync(Owner), await other.GivePasswordAsync(Owner));
        var answers = await Task.WhenAll(browser.GiveRecoveryCodeAsync(one, codes[0]), other.GiveRecoveryCodeAsync(two, codes[0]));

        answers.Count(answer => answer.Redirect is not null).Should().Be(1);
        answers.Single(answer => answer.Redirect is null).Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task Codes_of_somebody_else_are_refused()
    {
        await host.EnrolAsync(SamplePeople.BaoNguyen);
        using var other = host.NewBrowser();
        var page = await other.GivePasswordAsync(SamplePeople.BaoNguyen);

        page.Document.QuerySelector("form[action*=RecoveryCode]").Should().BeNull("there is no sheet of theirs");
        var forged = await browser.GiveRecoveryCodeAsync(await browser.GivePasswordAsync(Owner), "0000-0000-0000-0000");
        forged.Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task A_new_sheet_ends_the_one_before()
    {
        var renewed = await host.MakeRecoveryCodesAsync(Owner, app);
        var page = await browser.GivePasswordAsync(Owner);
        var old = await browser.GiveRecoveryCodeAsync(page, codes[5]);

        old.Html.Should().Contain(Refused);
        (await browser.GiveRecoveryCodeAsync(old, renewed[5])).Redirect.Should().NotBeNull();
        (await host.AskAsync<IdentityDb, int>(db => db.RecoveryCodes.CountAsync())).Should().Be(9);
    }

    [Fact]
    public async Task The_sheet_is_shown_by_the_answer_that_makes_it_and_kept_by_no_browser()
    {
        await browser.GiveRecoveryCodeAsync(await browser.GivePasswordAsync(Owner), codes[0]);
        var again = await browser.GetAsync(SecondFactorStory.Page);

        codes.Should().OnlyContain(code => !again.Html.Contains(code));
        again.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task There_are_none_for_whoever_has_no_second_factor()
    {
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.BaoNguyen);
        var page = await other.GetAsync(SecondFactorStory.Page);
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var forced = await other.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{SecondFactorStory.Page}?handler=Codes") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });

        forced.Document.QuerySelectorAll(".codes code").Should().BeEmpty();
    }

    [Fact]
    public async Task They_go_with_the_last_factor_that_they_stand_in_for()
    {
        await browser.GiveRecoveryCodeAsync(await browser.GivePasswordAsync(Owner), codes[0]);
        await browser.PressAsync(await browser.GetAsync(SecondFactorStory.Page), "Retirer l’application de codes");

        (await host.AskAsync<IdentityDb, int>(db => db.RecoveryCodes.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task The_database_has_hashes_only()
    {
        var stored = await host.AskAsync<IdentityDb, List<string>>(db => db.RecoveryCodes.Select(code => code.Hash).ToListAsync());

        stored.Should().HaveCount(10).And.OnlyContain(hash => !codes.Any(code => hash.Contains(code.Replace("-", ""), StringComparison.OrdinalIgnoreCase)));
    }
}
