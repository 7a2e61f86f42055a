using System.Net;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.SignIn;

public sealed partial class SignInTests : IAsyncLifetime
{
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
    [InlineData("cmartin1")]
    [InlineData(" CMartin1 ")]
    [InlineData("Claire.Martin@ac-rouen.fr")]
    [InlineData("21e0501234abc")]
    public async Task A_teacher_signs_in_by_identifiant_address_or_numen(string name)
    {
        var page = await browser.SignInAsync(name, SamplePeople.Password);

        page.Redirect.Should().Be(new Uri(host.Address, "/"));
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_wrong_password_and_a_name_of_nobody_get_the_same_page_status_and_work()
    {
        var known = await browser.SignInAsync("cmartin1", "pas celui-ci du tout");
        var bindsForKnown = host.Directory.Binds;
        using var other = host.NewBrowser();
        var unknown = await other.SignInAsync("cmartin7", "pas celui-ci du tout");
        var bindsForUnknown = host.Directory.Binds - bindsForKnown;

        unknown.Status.Should().Be(known.Status).And.Be(HttpStatusCode.OK);
        Comparable(unknown).Should().Be(Comparable(known));
        bindsForUnknown.Should().Be(bindsForKnown).And.Be(1);
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task An_account_locked_in_the_directory_looks_like_a_wrong_password()
    {
        var locked = await browser.SignInAsync(SamplePeople.LoicMoreau);
        using var other = host.NewBrowser();
        var wrong = await other.SignInAsync("cmartin1", "pas celui-ci du tout");

        Comparable(locked).Should().Be(Comparable(wrong));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("cmartin*")]
    [InlineData("cmartin1)(uid=*")]
    [InlineData("cmartin1\0")]
    [InlineData("uid=cmartin1,ou=people,dc=ac-rouen,dc=fr")]
    [InlineData("cmartin1\\2a")]
    public async Task Signs_that_mean_something_to_a_directory_mean_nothing_in_a_name(string name)
    {
        var page = await browser.SignInAsync(name, SamplePeople.Password);

        ((int)page.Status).Should().BeOneOf(200, 400);
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task That_the_access_was_removed_is_said_after_a_right_password_only()
    {
        var right = await browser.SignInAsync(SamplePeople.SylvieDubois);
        using var other = host.NewBrowser();
        var wrong = await other.SignInAsync("sdubois1", "pas celui-ci du tout");

        right.Main.Should().Contain("retiré par le rectorat");
        wrong.Main.Should().NotContain("rectorat a retiré").And.NotContain("retiré par le rectorat");
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Empty_fields_are_named_and_what_was_typed_stays_but_never_the_password()
    {
        var page = await browser.SignInAsync("cmartin1", "");

        page.Main.Should().Contain("Saisissez votre mot de passe");
        page.Html.Should().Contain("value=\"cmartin1\"");
        var wrong = await browser.SignInAsync("cmartin1", "secret qui ne revient pas");
        wrong.Html.Should().NotContain("secret qui ne revient pas");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\thttps://evil.example/")]
    public async Task Nobody_is_led_away_from_us_after_signing_in(string target)
    {
        var page = await browser.SignInAsync(SamplePeople.ClaireMartin, $"/connexion?retour={Uri.EscapeDataString(target)}");

        page.Redirect.Should().Be(new Uri(host.Address, "/"));
    }

    [Fact]
    public async Task After_signing_in_one_is_where_one_wanted_to_be()
    {
        var page = await browser.SignInAsync(SamplePeople.ClaireMartin, "/connexion?retour=%2Faide%3Fa%3D1");

        page.Redirect.Should().Be(new Uri(host.Address, "/aide?a=1"));
    }

    [Fact]
    public async Task A_form_that_comes_from_another_site_signs_nobody_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connexion")
        {
            Content = new FormUrlEncodedContent([new("Form.Name", "cmartin1"), new("Form.Password", SamplePeople.Password)]),
        };
        var page = await browser.SendAsync(request);

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_directory_that_is_down_is_an_outage_with_a_reference_and_never_a_wrong_password()
    {
        var form = await browser.GetAsync("/connexion");
        host.Directory.IsDown = true;
        var down = await browser.SubmitAsync(form, ("Form.Name", "cmartin1"), ("Form.Password", SamplePeople.Password));
        host.Directory.IsDown = false;
        var back = await browser.SubmitAsync(form, ("Form.Name", "cmartin1"), ("Form.Password", SamplePeople.Password));

        down.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        down.Main.Should().NotContain("pas le bon");
        down.Html.Should().NotContain("   at ");
        back.Redirect.Should().Be(new Uri(host.Address, "/"));
    }

    [Fact]
    public async Task The_subject_of_a_person_is_opaque_and_the_same_at_each_sign_in()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.ClaireMartin);

        var subjects = await host.AskAsync((IdentityDb db) => db.Sessions.Select(session => session.Subject).ToListAsync());
        subjects.Should().HaveCount(2);
        subjects.Distinct().Should().ContainSingle().Which.Should().NotContainAny("2828", "martin", "0501234");
    }

    [Fact]
    public async Task Each_sign_in_and_sign_out_stands_in_the_audit_trail()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await browser.SubmitAsync(await browser.GetAsync("/deconnexion"));

        var entries = await host.AskAsync((IdentityDb db) => db.AuditEntries.OrderBy(entry => entry.Sequence).ToListAsync());
        entries.Select(entry => entry.Kind.ToString()).Should().ContainInOrder("AccountCreated", "SignedIn", "SignedOut");
        entries.Should().NotContain(entry => entry.Json.Contains("21E0501234ABC", StringComparison.OrdinalIgnoreCase));
    }

    private static string Comparable(WebPage page) => Typed().Replace(Token().Replace(page.Html, "token"), "typed");

    [GeneratedRegex("(?<=__RequestVerificationToken\"[^>]*value=\")[^\"]+")]
    private static partial Regex Token();

    [GeneratedRegex("(?<=name=\"Form.Name\"[^>]*value=\")[^\"]*")]
    private static partial Regex Typed();
}
