using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.SecondFactors;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.SecondFactors;

/// <summary>The second half of a sign-in, by its owner and by thieves of the password.</summary>
public sealed class SecondStepTests : IAsyncLifetime
{
    private const string Refused = "Ce code n’est pas le bon, ou il a déjà servi";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private CodeApp app = null!;

    private static Person Owner => SamplePeople.ClaireMartin;

    public async Task InitializeAsync()
    {
        host = await SecondFactorHost.StartAsync();
        browser = host.NewBrowser();
        app = await host.EnrolAsync(Owner);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_password_alone_opens_nothing_where_an_application_is_enrolled()
    {
        var page = await browser.GivePasswordAsync(Owner);

        page.Heading.Should().Be("Seconde vérification");
        (await browser.IsSignedInAsync()).Should().BeFalse();
        (await browser.GetAsync("/compte")).Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task The_code_of_the_moment_opens_a_session_of_two_factors_and_leads_where_one_was_going()
    {
        var page = await browser.GivePasswordAsync(Owner, "/connexion?retour=%2Fcompte%2Factivite");
        var opened = await browser.GiveCodeAsync(page, app.Code());

        opened.Redirect!.AbsolutePath.Should().Be("/compte/activite");
        (await host.MethodsOfSessionAsync(Owner)).Should().Be("pwd totp mfa");
    }

    [Fact]
    public async Task Activity_says_how_one_signed_in()
    {
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code());

        (await browser.GetAsync("/compte/activite")).Main.Should().Contain("Par mot de passe et application de codes");
    }

    [Theory, InlineData(30), InlineData(-29)]
    public async Task A_telephone_that_is_half_a_minute_wrong_is_forgiven(int late)
    {
        (await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code(late))).Redirect.Should().NotBeNull();
    }

    [Theory, InlineData(90), InlineData(-90), InlineData(3600)]
    public async Task Codes_of_another_time_are_refused(int late)
    {
        var answered = await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code(late));

        answered.Html.Should().Contain(Refused);
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_code_seen_over_a_shoulder_is_used_up()
    {
        var code = app.Code();
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), code);
        using var thief = host.NewBrowser();
        var stolen = await thief.GiveCodeAsync(await thief.GivePasswordAsync(Owner), code);

        stolen.Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task The_code_before_one_that_was_used_is_worth_nothing_either()
    {
        var before = app.Code(30);
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code());
        using var thief = host.NewBrowser();

        (await thief.GiveCodeAsync(await thief.GivePasswordAsync(Owner), before)).Html.Should().Contain(Refused);
    }

    [Fact]
    public async Task Of_two_browsers_that_give_one_code_at_once_one_is_let_in()
    {
        using var other = host.NewBrowser();
        var (one, two) = (await browser.GivePasswordAsync(Owner), await other.GivePasswordAsync(Owner));
        var code = app.Code();
        var answers = await Task.WhenAll(browser.GiveCodeAsync(one, code), other.GiveCodeAsync(two, code));

        answers.Count(answer => answer.Redirect is not null).Should().Be(1);
    }

    [Fact]
    public async Task A_code_of_somebody_else_is_refused()
    {
        var others = await host.EnrolAsync(SamplePeople.BaoNguyen);

        (await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), others.Code())).Html.Should().Contain(Refused);
    }

    [Theory, InlineData(""), InlineData("12345"), InlineData("1234567"), InlineData("٣٣٣٣٣٣"), InlineData("<script>"), InlineData("000000 OR 1=1")]
    public async Task What_is_no_code_is_refused_and_keeps_the_sign_in_open(string typed)
    {
        var page = await browser.GivePasswordAsync(Owner);
        var refused = await browser.GiveCodeAsync(page, typed);

        refused.Html.Should().Contain(Refused).And.NotContain("<script>alert");
        (await browser.GiveCodeAsync(refused, app.Code())).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task The_second_half_is_worth_nothing_in_another_browser()
    {
        var page = await browser.GivePasswordAsync(Owner);
        using var other = host.NewBrowser();
        var elsewhere = await other.GetAsync(page.Address.PathAndQuery);

        elsewhere.Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task The_second_half_waits_for_ten_minutes()
    {
        var page = await browser.GivePasswordAsync(Owner);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var late = await browser.GiveCodeAsync(page, app.Code());

        late.Redirect!.AbsolutePath.Should().Be("/connexion");
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task One_password_opens_one_session()
    {
        var page = await browser.GivePasswordAsync(Owner);
        await browser.GiveCodeAsync(page, app.Code());
        await browser.PressAsync(await browser.GetAsync("/deconnexion"), "Se déconnecter");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.GiveCodeAsync(page, app.Code());

        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_is_suspended_in_between_is_not_let_in()
    {
        var page = await browser.GivePasswordAsync(Owner);
        host.Directory.Put(Owner with { State = AccountState.Suspended });
        await browser.GiveCodeAsync(page, app.Code());

        (await host.AskAsync<IdentityDb, int>(db => db.Sessions.CountAsync(session => session.DirectoryKey == Owner.Key.Value && session.Methods == "pwd totp mfa" && session.LastSeenAt == host.Clock.GetUtcNow())))
            .Should().Be(0);
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Guessing_waits_longer_and_longer_and_a_right_code_waits_too()
    {
        var page = await browser.GivePasswordAsync(Owner);
        for (var guess = 0; guess < 5; guess++)
            page = await browser.GiveCodeAsync(page, app.WrongCode());
        var right = await browser.GiveCodeAsync(page, app.Code());

        right.Html.Should().Contain("Trop d’essais. Attendez 2 minutes");
    }

    [Fact]
    public async Task A_thief_who_comes_from_many_places_has_few_guesses_and_its_owner_notices_nothing()
    {
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code());
        var guesses = 0;
        for (; guesses < 40; guesses++)
        {
            using var thief = host.NewBrowser();
            thief.ForwardedFor = $"198.51.100.{guesses + 1}";
            var page = await thief.GiveCodeAsync(await thief.GivePasswordAsync(Owner), app.WrongCode());
            if (page.Html.Contains("Trop d’essais", StringComparison.Ordinal))
                break;
        }

        guesses.Should().BeLessThanOrEqualTo(11);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var again = host.NewBrowser();
        (await again.GiveCodeAsync(await again.GivePasswordAsync(Owner), app.Code())).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task Its_owner_reads_that_somebody_knew_the_password_and_not_the_code()
    {
        using var thief = host.NewBrowser();
        await thief.GiveCodeAsync(await thief.GivePasswordAsync(Owner), app.WrongCode());
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await Eventually.BeTrueAsync(() => host.AskAsync<IdentityDb, bool>(db => db.AuditEntries.AnyAsync(entry => entry.Kind == AuditKind.SignInRefused)));
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code());

        (await browser.GetAsync("/compte/activite")).Main.Should().Contain("Mot de passe bon, second facteur faux");
    }

    [Fact]
    public async Task A_password_that_must_be_changed_is_changed_after_the_second_factor_and_not_before()
    {
        host.Directory.RequireChange(Owner.Key, Domain.Ports.MustChangeReason.Expired);
        var page = await browser.GivePasswordAsync(Owner);
        page.Heading.Should().Be("Seconde vérification");
        (await browser.GetAsync("/mot-de-passe/nouveau")).Redirect!.AbsolutePath.Should().Be("/connexion");
        var choice = await browser.FollowAsync(await browser.GiveCodeAsync(page, app.Code()));
        await browser.FollowAsync(await browser.SubmitAsync(choice, ("Form.Password", SamplePeople.AnotherPassword), ("Form.Confirmation", SamplePeople.AnotherPassword)));

        (await host.MethodsOfSessionAsync(Owner)).Should().Be("pwd totp mfa");
    }

    [Fact]
    public async Task A_passkey_answers_instead_of_the_code()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code());
        await browser.AddPasskeyAsync(authenticator);
        using var elsewhere = host.NewBrowser();
        var page = await elsewhere.GivePasswordAsync(Owner);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var opened = await elsewhere.AnswerAsync(page, authenticator.Prove(await elsewhere.AskAsync(page)));

        opened.Redirect!.AbsolutePath.Should().Be("/");
        (await host.MethodsOfSessionAsync(Owner)).Should().Be("pwd pop mfa");
    }

    [Fact]
    public async Task A_passkey_of_somebody_else_does_not()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.BaoNguyen);
        await other.AddPasskeyAsync(authenticator);
        using var own = new SoftAuthenticator(host.Address);
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code());
        await browser.AddPasskeyAsync(own);
        using var thief = host.NewBrowser();
        var page = await thief.GivePasswordAsync(Owner);
        var answered = await thief.AnswerAsync(page, authenticator.Prove(await thief.AskAsync(page)));

        answered.Html.Should().Contain("Cette clé d’accès n’est pas liée à votre compte");
        (await thief.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_signs_in_by_passkey_has_no_code_to_copy()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(Owner), app.Code());
        await browser.AddPasskeyAsync(authenticator);
        using var elsewhere = host.NewBrowser();

        (await elsewhere.SignInAsync(authenticator)).Redirect!.AbsolutePath.Should().Be("/");
    }

    [Fact]
    public async Task Directory_away_between_the_halves_is_an_outage_and_the_sign_in_goes_on_afterwards()
    {
        var page = await browser.GivePasswordAsync(Owner);
        host.Directory.IsDown = true;
        var outage = await browser.GiveCodeAsync(page, app.Code());
        host.Directory.IsDown = false;

        outage.Status.Should().Be(System.Net.HttpStatusCode.ServiceUnavailable);
        (await browser.GiveCodeAsync(page, app.Code())).Redirect.Should().NotBeNull();
    }
}
