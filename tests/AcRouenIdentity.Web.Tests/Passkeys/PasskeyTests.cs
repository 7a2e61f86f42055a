using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Passkeys;

public sealed class PasskeyTests : IAsyncLifetime
{
    private const string Refused = "Cette clé d’accès n’est liée à aucun compte";
    private const string TooLate = "La demande a expiré ou a déjà servi";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private SoftAuthenticator authenticator = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["Passkeys:MostPerPerson"] = "3" });
        browser = host.NewBrowser();
        authenticator = new SoftAuthenticator(host.Address);
    }

    public async Task DisposeAsync()
    {
        authenticator.Dispose();
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_has_a_passkey_signs_in_without_typing_anything()
    {
        await EnrolAsync();
        using var elsewhere = host.NewBrowser();
        var signedIn = await elsewhere.SignInAsync(authenticator);

        signedIn.Redirect!.AbsolutePath.Should().Be("/");
        (await elsewhere.FollowAsync(signedIn)).Html.Should().Contain("Claire");
    }

    [Fact]
    public async Task The_session_says_that_two_factors_opened_it()
    {
        await EnrolAsync();
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(authenticator);

        (await MethodsOfNewestSessionAsync()).Should().Be("pop mfa");
    }

    [Fact]
    public async Task A_passkey_is_called_by_the_name_of_its_maker_and_two_of_one_maker_are_told_apart()
    {
        await EnrolAsync();
        using var second = new SoftAuthenticator(host.Address);
        var page = await browser.FollowAsync(await browser.AddPasskeyAsync(second));

        page.Document.QuerySelectorAll(".state strong").Select(name => name.TextContent).Should().Equal("KeePassXC", "KeePassXC 2");
    }

    [Fact]
    public async Task An_answer_serves_once()
    {
        await EnrolAsync();
        using var elsewhere = host.NewBrowser();
        var page = await elsewhere.GetAsync("/connexion");
        var answer = authenticator.Prove(await elsewhere.AskAsync(page));
        var first = await elsewhere.AnswerAsync(page, answer);
        var again = await elsewhere.AnswerAsync(await elsewhere.GetAsync("/connexion?verification=1"), answer);

        first.Redirect.Should().NotBeNull();
        again.Html.Should().Contain(TooLate);
    }

    [Fact]
    public async Task An_answer_caught_on_its_way_is_of_no_use_in_another_browser()
    {
        await EnrolAsync();
        using var owner = host.NewBrowser();
        using var thief = host.NewBrowser();
        var answer = authenticator.Prove(await owner.AskAsync(await owner.GetAsync("/connexion")));
        var page = await thief.GetAsync("/connexion");
        await thief.AskAsync(page);
        var stolen = await thief.AnswerAsync(page, answer);

        stolen.Html.Should().Contain(Refused);
        (await thief.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Of_two_answers_to_one_question_at_once_one_alone_counts()
    {
        await EnrolAsync();
        using var elsewhere = host.NewBrowser();
        var page = await elsewhere.GetAsync("/connexion");
        var options = await elsewhere.AskAsync(page);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => authenticator.Prove(options)).Select(answer => elsewhere.AnswerAsync(page, answer)));

        answers.Count(answer => answer.Redirect is not null).Should().Be(1);
    }

    [Fact]
    public async Task An_answer_after_five_minutes_is_too_late()
    {
        await EnrolAsync();
        using var elsewhere = host.NewBrowser();
        var page = await elsewhere.GetAsync("/connexion");
        var answer = authenticator.Prove(await elsewhere.AskAsync(page));
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        (await elsewhere.AnswerAsync(page, answer)).Html.Should().Contain(TooLate);
    }

    [Fact]
    public async Task An_answer_given_on_another_site_is_refused()
    {
        await EnrolAsync();
        authenticator.Origin = "https://ac-rouen.example";
        using var elsewhere = host.NewBrowser();

        (await elsewhere.SignInAsync(authenticator)).Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task A_key_of_another_domain_is_refused()
    {
        await EnrolAsync();
        authenticator.Domain = "example.org";
        using var elsewhere = host.NewBrowser();

        (await elsewhere.SignInAsync(authenticator)).Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task A_key_that_did_not_ask_for_its_owner_is_refused()
    {
        await EnrolAsync();
        authenticator.VerifiesUser = false;
        using var elsewhere = host.NewBrowser();

        (await elsewhere.SignInAsync(authenticator)).Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task A_copy_is_known_by_its_count()
    {
        await EnrolAsync();
        using var owner = host.NewBrowser();
        authenticator.Count = 7;
        await owner.SignInAsync(authenticator);
        authenticator.Count = 6;
        using var thief = host.NewBrowser();
        var copied = await thief.SignInAsync(authenticator);

        copied.Html.Should().Contain(Refused);
        (await thief.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_key_signs_nobody_else_in()
    {
        await EnrolAsync();
        using var other = host.NewBrowser();
        using var otherKey = new SoftAuthenticator(host.Address);
        await other.SignInAsync(SamplePeople.OdileRoux);
        await other.AddPasskeyAsync(otherKey);
        otherKey.UserHandle = authenticator.UserHandle;
        using var thief = host.NewBrowser();

        (await thief.SignInAsync(otherKey)).Html.Should().Contain(Refused);
    }

    [Theory, InlineData(""), InlineData("{}"), InlineData("null"), InlineData("[1]"), InlineData("{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task What_is_no_answer_is_refused(string answer)
    {
        using var stranger = host.NewBrowser();
        var page = await stranger.GetAsync("/connexion");
        await stranger.AskAsync(page);
        var refusal = await stranger.AnswerAsync(page, answer);

        refusal.Status.Should().Be(HttpStatusCode.OK);
        refusal.Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task A_key_that_nobody_enrolled_is_refused_in_the_words_of_any_other()
    {
        using var stranger = host.NewBrowser();

        (await stranger.SignInAsync(authenticator)).Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task Whose_access_was_removed_is_told_so_by_their_own_key()
    {
        using var suspended = new SoftAuthenticator(host.Address);
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await browser.AddPasskeyAsync(suspended);
        host.Directory.Put(SamplePeople.ClaireMartin with { State = AccountState.Suspended });
        using var elsewhere = host.NewBrowser();
        var refusal = await elsewhere.SignInAsync(suspended);

        refusal.Html.Should().Contain("l’accès de ce compte a été retiré");
        (await elsewhere.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_key_is_enrolled_for_whom_the_question_was_put_to_alone()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.GetAsync("/compte/cles");
        var answer = authenticator.Create(await browser.AskAsync(page));
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.OdileRoux);
        foreach (Cookie cookie in browser.Cookies.GetCookies(host.Address))
            if (cookie.Name == "acrouen-cle")
                other.Cookies.Add(host.Address, new Cookie(cookie.Name, cookie.Value));
        var refusal = await other.AnswerAsync(await other.GetAsync("/compte/cles"), answer);

        refusal.Html.Should().Contain(TooLate);
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_key_that_is_enrolled_cannot_be_enrolled_again_by_somebody_else()
    {
        await EnrolAsync();
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.OdileRoux);
        var refusal = await other.AddPasskeyAsync(authenticator);

        refusal.Html.Should().Contain("n’a pas pu être vérifiée");
        (await CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Nobody_has_more_keys_than_they_may()
    {
        await EnrolAsync();
        await EnrolAnotherAsync();
        await EnrolAnotherAsync();
        var page = await browser.GetAsync("/compte/cles");

        page.Html.Should().Contain("Vous avez déjà 3 clés");
        page.Document.QuerySelector("form[data-passkey]").Should().BeNull();
    }

    [Fact]
    public async Task Browsers_that_enrol_at_once_do_not_pass_the_limit_together()
    {
        await EnrolAsync();
        await EnrolAnotherAsync();
        var ready = new List<Func<Task<WebPage>>>();
        for (var number = 0; number < 4; number++)
            ready.Add(await BeginToEnrolAsync());
        var answers = await Task.WhenAll(ready.Select(enrol => enrol()));

        answers.Count(answer => answer.Redirect is not null).Should().Be(1);
        (await CountAsync()).Should().Be(3);
    }

    [Theory]
    [InlineData(" Téléphone  de Zoé ", "Téléphone de Zoé")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public async Task A_key_is_called_as_its_owner_says(string typed, string shown)
    {
        await EnrolAsync();
        var page = await browser.PressAsync(await browser.GetAsync("/compte/cles"), "Renommer", ("name", typed));
        page = await browser.FollowAsync(page);

        page.Document.QuerySelector(".state strong")!.TextContent.Should().Be(shown);
        page.Html.Should().NotContain("<script>alert");
    }

    [Theory]
    [InlineData("   ", "Donnez un nom")]
    [InlineData("Clé\u202Eexe.piège", "caractères invisibles")]
    [InlineData("a\u200Bb", "caractères invisibles")]
    [InlineData("012345678901234567890123456789012345678901234567890", "trop long")]
    public async Task A_name_that_would_mislead_is_refused_with_its_reason(string typed, string reason)
    {
        await EnrolAsync();
        var page = await browser.PressAsync(await browser.GetAsync("/compte/cles"), "Renommer", ("name", typed));

        page.Html.Should().Contain(reason);
        page.Document.QuerySelector(".state strong")!.TextContent.Should().Be("KeePassXC");
    }

    [Fact]
    public async Task A_key_that_was_removed_opens_nothing_any_more()
    {
        await EnrolAsync();
        await browser.PressAsync(await browser.GetAsync("/compte/cles"), "Supprimer cette clé");
        using var thief = host.NewBrowser();

        (await thief.SignInAsync(authenticator)).Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task Two_tabs_that_remove_one_key_are_told_that_it_is_gone()
    {
        await EnrolAsync();
        var page = await browser.GetAsync("/compte/cles");
        await browser.PressAsync(page, "Supprimer cette clé");

        (await browser.PressAsync(page, "Supprimer cette clé")).Html.Should().Contain("n’existe plus");
    }

    [Fact]
    public async Task Nobody_removes_or_renames_the_key_of_somebody_else()
    {
        await EnrolAsync();
        using var other = host.NewBrowser();
        using var otherKey = new SoftAuthenticator(host.Address);
        await other.SignInAsync(SamplePeople.OdileRoux);
        var page = await other.FollowAsync(await other.AddPasskeyAsync(otherKey));
        var stolen = System.Buffers.Text.Base64Url.EncodeToString(authenticator.CredentialId);

        (await other.PressAsync(page, "Supprimer cette clé", ("id", stolen))).Html.Should().Contain("n’existe plus");
        (await other.PressAsync(page, "Renommer", ("id", stolen), ("name", "à moi"))).Html.Should().Contain("n’existe plus");
        (await CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Keys_are_added_only_by_who_has_just_proven_who_they_are()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var page = await browser.GetAsync("/compte/cles");
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var asked = await browser.AskForPageAsync(page);
        var opened = await browser.GetAsync("/compte/cles");

        asked.Redirect!.PathAndQuery.Should().StartWith("/connexion?retour=").And.EndWith("verification=1");
        opened.Redirect!.PathAndQuery.Should().StartWith("/connexion?retour=").And.EndWith("verification=1");
    }

    [Fact]
    public async Task A_passkey_is_a_fresh_proof_too()
    {
        await EnrolAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var asked = await browser.GetAsync("/compte/cles");
        var back = await browser.SignInAsync(authenticator, asked.Redirect!.PathAndQuery);

        back.Redirect!.AbsolutePath.Should().Be("/compte/cles");
        (await browser.GetAsync("/compte/cles")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_question_names_nobody_and_no_key()
    {
        await EnrolAsync();
        using var stranger = host.NewBrowser();
        var options = await stranger.AskAsync(await stranger.GetAsync("/connexion"));

        options.Should().NotContain(System.Buffers.Text.Base64Url.EncodeToString(authenticator.CredentialId)).And.Contain("\"userVerification\":\"required\"");
    }

    [Fact]
    public async Task A_question_that_another_site_would_have_put_is_refused()
    {
        using var stranger = host.NewBrowser();
        await stranger.GetAsync("/connexion");
        var forged = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/connexion?handler=PasskeyOptions") { Content = new FormUrlEncodedContent([]) });

        forged.Status.Should().NotBe(HttpStatusCode.OK);
    }

    private async Task EnrolAsync()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        (await browser.AddPasskeyAsync(authenticator)).Redirect!.Query.Should().Be("?fait=Added");
    }

    private async Task EnrolAnotherAsync()
    {
        using var another = new SoftAuthenticator(host.Address);
        (await browser.AddPasskeyAsync(another)).Redirect!.Query.Should().Be("?fait=Added");
    }

    /// <summary>In a browser and with a key of its own, up to the last step.</summary>
    private async Task<Func<Task<WebPage>>> BeginToEnrolAsync()
    {
        var own = host.NewBrowser();
        using var another = new SoftAuthenticator(host.Address);
        await own.SignInAsync(SamplePeople.ClaireMartin);
        var page = await own.GetAsync("/compte/cles");
        var answer = another.Create(await own.AskAsync(page));
        return () => own.AnswerAsync(page, answer);
    }

    private Task<int> CountAsync() => host.AskAsync<IdentityDb, int>(db => db.Passkeys.CountAsync());

    private Task<string> MethodsOfNewestSessionAsync() => host.AskAsync<IdentityDb, string>(db => db.Sessions.OrderByDescending(session => session.StartedAt).ThenByDescending(session => session.Methods == "pop mfa").Select(session => session.Methods).FirstAsync());
}
