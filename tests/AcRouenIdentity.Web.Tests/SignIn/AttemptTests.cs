using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.SignIn;

public sealed class AttemptTests : IAsyncLifetime
{
    private const string Wrong = "pas celui-ci du tout";
    private ProviderHost host = null!;

    // Each browser below says where it comes from, as a trusted proxy does.
    public async Task InitializeAsync() =>
        host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["TrustedProxies:0"] = "127.0.0.1", ["TrustedProxies:1"] = "::1" });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task After_five_wrong_tries_even_the_right_password_must_wait_more_than_a_minute()
    {
        using var browser = From("192.0.2.1");
        await FailAsync(browser, "cmartin1", 5);

        (await browser.SignInAsync(SamplePeople.ClaireMartin)).Main.Should().Contain("patientez 2 minutes");
        host.Clock.Advance(TimeSpan.FromSeconds(62));
        (await browser.SignInAsync(SamplePeople.ClaireMartin)).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task A_person_is_one_person_whether_tried_by_identifiant_address_or_numen()
    {
        using var browser = From("192.0.2.1");
        await FailAsync(browser, "cmartin1", 2);
        await FailAsync(browser, "claire.martin@ac-rouen.fr", 2);
        await FailAsync(browser, "21E0501234ABC", 1);

        (await browser.SignInAsync(SamplePeople.ClaireMartin)).Main.Should().Contain("patientez");
    }

    [Fact]
    public async Task Names_of_nobody_are_slowed_exactly_like_names_of_somebody()
    {
        using var browser = From("192.0.2.1");
        await FailAsync(browser, "cmartin7", 5);

        (await browser.SignInAsync("cmartin7", Wrong)).Main.Should().Contain("patientez 2 minutes");
    }

    [Fact]
    public async Task Strangers_who_try_from_a_hundred_places_never_lock_the_owner_out_where_she_is_known()
    {
        using var home = From("198.51.100.7");
        await home.SignInAsync(SamplePeople.ClaireMartin);
        for (var place = 1; place <= 100; place++)
        {
            using var stranger = From($"203.0.113.{place}");
            await FailAsync(stranger, "cmartin1", 1);
        }

        using var ownerAgain = From("198.51.100.7");
        (await ownerAgain.SignInAsync(SamplePeople.ClaireMartin)).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task On_her_own_device_the_owner_is_known_wherever_she_goes()
    {
        using var phone = From("198.51.100.7");
        await phone.SignInOnOwnDeviceAsync(SamplePeople.ClaireMartin);
        await phone.SubmitAsync(await phone.GetAsync("/deconnexion"));
        using var stranger = From("203.0.113.9");
        await FailAsync(stranger, "cmartin1", 5);

        Move(phone, "203.0.113.9");
        (await phone.SignInAsync(SamplePeople.ClaireMartin)).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task Where_nobody_knows_her_the_owner_waits_a_minute_at_most_for_what_strangers_did()
    {
        for (var place = 1; place <= 60; place++)
        {
            using var stranger = From($"203.0.113.{place}");
            await FailAsync(stranger, "cmartin1", 1);
        }

        using var hotel = From("198.51.100.99");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await hotel.SignInAsync(SamplePeople.ClaireMartin)).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task Thirty_tries_at_once_are_not_checked_more_often_than_thirty_in_a_row()
    {
        var browsers = Enumerable.Range(0, 30).Select(_ => From("192.0.2.1")).ToList();
        var forms = new List<(PlainBrowser Browser, WebPage Form)>();
        foreach (var browser in browsers)
            forms.Add((browser, await browser.GetAsync("/connexion")));

        await Task.WhenAll(forms.Select(each => each.Browser.SubmitAsync(each.Form, ("Form.Name", "cmartin1"), ("Form.Password", Wrong))));

        host.Directory.Binds.Should().BeInRange(1, 5);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Tries_that_met_an_outage_do_not_count()
    {
        using var browser = From("192.0.2.1");
        var form = await browser.GetAsync("/connexion");
        host.Directory.IsDown = true;
        for (var time = 0; time < 8; time++)
            await browser.SubmitAsync(form, ("Form.Name", "cmartin1"), ("Form.Password", SamplePeople.Password));
        host.Directory.IsDown = false;

        (await browser.SignInAsync(SamplePeople.ClaireMartin)).Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task An_address_that_says_it_is_another_is_not_believed_without_a_trusted_proxy()
    {
        await using var bare = await ProviderHost.StartAsync();
        for (var place = 1; place <= 5; place++)
        {
            using var liar = From($"203.0.113.{place}", bare);
            await liar.SignInAsync("cmartin1", Wrong);
        }

        using var next = From("203.0.113.6", bare);
        (await next.SignInAsync("cmartin1", Wrong)).Main.Should().Contain("patientez");
    }

    [Fact]
    public async Task One_source_that_tries_everybody_is_slowed_down()
    {
        using var sprayer = From("192.0.2.1");
        for (var victim = 0; victim < 101; victim++)
            await FailAsync(sprayer, $"nobody{victim}", 1);

        (await sprayer.SignInAsync("cmartin1", Wrong)).Main.Should().Contain("patientez");
    }

    private PlainBrowser From(string source, ProviderHost? at = null)
    {
        var browser = (at ?? host).NewBrowser();
        Move(browser, source);
        return browser;
    }

    private static void Move(PlainBrowser browser, string source) => browser.ForwardedFor = source;

    private static async Task FailAsync(PlainBrowser browser, string name, int times)
    {
        for (var time = 0; time < times; time++)
            (await browser.SignInAsync(name, Wrong)).Redirect.Should().BeNull();
    }
}
