using System.Net;
using System.Text.Json;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Passwords;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Passwords;

public sealed class PasswordChoiceTests : IAsyncLifetime
{
    private const string Good = "falaise tambour citron velours";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("fdurand1", "posé par l’assistance")]
    [InlineData("hlefevre1", "a expiré")]
    public async Task Who_must_change_goes_straight_to_the_choice_and_then_on_to_where_they_wanted_to_be(string login, string reason)
    {
        var form = await browser.FollowAsync(await browser.SignInAsync(login, SamplePeople.Password, "/connexion?retour=%2Faide"));
        form.Main.Should().Contain(reason);
        (await browser.IsSignedInAsync()).Should().BeFalse("no session before the password is chosen");

        var answer = await ChooseAsync(form, Good);

        answer = await browser.FollowAsync(answer);
        answer.Address.AbsolutePath.Should().Be("/aide");
        (await browser.IsSignedInAsync()).Should().BeTrue();
        using var other = host.NewBrowser();
        (await other.SignInAsync(login, Good)).Redirect.Should().NotBeNull();
        (await other.SignInAsync(login, SamplePeople.Password, "/connexion?verification=1")).Redirect.Should().BeNull();
    }

    [Theory]
    [InlineData("court", "trop court")]
    [InlineData("azertyuiop123", "se devine trop vite")]
    [InlineData("durand falaise tambour", "votre nom")]
    [InlineData(SamplePeople.Password, "déjà utilisé")]
    public async Task A_password_that_will_not_do_is_refused_with_its_plain_reason_and_another_may_be_tried(string password, string reason)
    {
        var form = await ArriveAsync();
        var refused = await ChooseAsync(form, password);
        refused.Main.Should().Contain(reason);
        refused.Html.Should().NotContain($"value=\"{password}\"");

        (await ChooseAsync(refused, Good)).Redirect.Should().NotBeNull();
    }

    [Theory]
    [InlineData("court", 1, "trop court")]
    [InlineData("azertyuiop123", 1, "se devine trop vite")]
    [InlineData("durand falaise tambour", 2, "votre nom")]
    [InlineData("phare brume marée", 4, "très solide")]
    [InlineData("phare brume marée tempête goéland lanterne", 4, "très solide")]
    public async Task The_meter_says_what_the_choice_would_say(string password, int level, string words)
    {
        var said = await AssessAsync(await ArriveAsync(), password);

        said.Html.Should().StartWith($"{{\"level\":{level},");
        JsonDocument.Parse(said.Html).RootElement.GetProperty("text").GetString().Should().Contain(words);
    }

    [Theory]
    [InlineData(0.4, 3)]
    [InlineData(1.0, 3)]
    [InlineData(1.49, 3)]
    [InlineData(1.5, 4)]
    public void What_is_accepted_stands_in_the_upper_half_of_the_meter(double share, int level) =>
        new PasswordAssessment([], share).Level.Should().Be(level);

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(0.5, 2)]
    [InlineData(3, 2)]
    public void What_is_refused_stands_in_the_lower_half_however_long_it_is(double share, int level) =>
        new PasswordAssessment([PasswordFlaw.PersonalWord], share).Level.Should().Be(level);

    [Fact]
    public async Task The_meter_measures_for_nobody_without_the_right_to_choose()
    {
        var form = await ArriveAsync();
        await ChooseAsync(form, Good);

        (await AssessAsync(form, Good)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_different_texts_set_nothing()
    {
        var form = await ArriveAsync();
        var page = await browser.SubmitAsync(form, ("Form.Password", Good), ("Form.Confirmation", Good + "x"));

        page.Main.Should().Contain("diffèrent");
        (await IsPasswordAsync(Good)).Should().BeFalse();
    }

    [Fact]
    public async Task Without_a_proof_nobody_reaches_the_page()
    {
        (await browser.GetAsync("/mot-de-passe/nouveau")).Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task The_form_of_one_browser_is_worth_nothing_in_another()
    {
        var form = await ArriveAsync();
        using var thief = host.NewBrowser();
        var own = await thief.GetAsync("/connexion");
        var stolen = form with { Html = form.Html.Replace(TokenOf(form), TokenOf(own), StringComparison.Ordinal) };

        var page = await thief.SubmitAsync(stolen, ("Form.Password", Good), ("Form.Confirmation", Good));

        page.Redirect!.AbsolutePath.Should().Be("/connexion");
        (await IsPasswordAsync(Good)).Should().BeFalse();
    }

    [Fact]
    public async Task A_choice_left_open_for_fifteen_minutes_is_closed()
    {
        var form = await ArriveAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(15));

        (await ChooseAsync(form, Good)).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await IsPasswordAsync(Good)).Should().BeFalse();
    }

    [Fact]
    public async Task The_same_choice_sent_twice_at_once_sets_one_password()
    {
        var form = await ArriveAsync();
        var answers = await Task.WhenAll(
            ChooseAsync(form, Good), ChooseAsync(form, "phare brume marée tempête"), ChooseAsync(form, "goéland pierre lanterne ancre"));

        answers.Count(answer => answer.Redirect?.AbsolutePath == "/connexion/suite").Should().Be(1);
    }

    [Fact]
    public async Task Once_chosen_the_proof_is_spent()
    {
        var form = await ArriveAsync();
        await ChooseAsync(form, Good);

        (await ChooseAsync(form, "phare brume marée tempête")).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await IsPasswordAsync(Good)).Should().BeTrue();
    }

    [Fact]
    public async Task Choosing_a_password_ends_every_session_of_that_person_and_of_nobody_else()
    {
        using var hers = host.NewBrowser();
        using var colleague = host.NewBrowser();
        await hers.SignInAsync(SamplePeople.ClaireMartin);
        await colleague.SignInAsync(SamplePeople.BaoNguyen);
        host.Directory.RequireChange(SamplePeople.ClaireMartin.Key, MustChangeReason.Reset);

        var form = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin));
        await ChooseAsync(form, Good);

        (await hers.IsSignedInAsync()).Should().BeFalse();
        (await colleague.IsSignedInAsync()).Should().BeTrue();
        var kinds = await host.AskAsync((IdentityDb db) => db.AuditEntries.Select(entry => entry.Kind.ToString()).ToListAsync());
        kinds.Should().Contain(["PasswordChanged", "SessionsEnded"]);
    }

    [Fact]
    public async Task An_outage_in_the_middle_is_said_and_the_person_may_go_on_when_it_is_over()
    {
        var form = await ArriveAsync();
        host.Directory.IsDown = true;
        ((int)(await ChooseAsync(form, Good)).Status).Should().Be(503);
        host.Directory.IsDown = false;

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        (await ChooseAsync(form, Good)).Redirect!.AbsolutePath.Should().Be("/connexion/suite");
    }

    private async Task<WebPage> ArriveAsync() => await browser.FollowAsync(await browser.SignInAsync(SamplePeople.FrancoisDurand));

    private Task<WebPage> ChooseAsync(WebPage form, string password) =>
        browser.SubmitAsync(form, ("Form.Password", password), ("Form.Confirmation", password));

    /// <summary>As the script of the page does.</summary>
    private async Task<WebPage> AssessAsync(WebPage form, string password)
    {
        var token = form.Form.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(form.Address, form.Document.QuerySelector("[data-strength]")!.GetAttribute("data-strength")!))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Form.Password"] = password }),
        };
        return await browser.SendAsync(request);
    }

    private async Task<bool> IsPasswordAsync(string password) =>
        await host.Directory.CheckPasswordAsync(SamplePeople.FrancoisDurand, password, CancellationToken.None) is not PasswordCheck.Refused;

    private static string TokenOf(WebPage page) =>
        page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
