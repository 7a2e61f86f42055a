using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class RegisteredClientTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_registered_is_served_at_once_and_after_a_restart()
    {
        using var canteen = host.Play("cantine", await host.RegisterAsync(RegistrationStory.Canteen()));

        var before = await canteen.SignInAsync(browser);
        await host.RestartAsync();
        var after = await canteen.SignInAsync(browser);

        before.IdToken.Should().NotBeEmpty();
        after.RefreshToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_secret_is_in_no_table()
    {
        var secret = await host.RegisterAsync(RegistrationStory.Canteen());
        var seen = await host.VersionOfAsync("cantine");
        var renewed = (await host.AskDeskAsync(desk => desk.RenewSecretAsync(RegistrationStory.Editor, seen, SecretOverlap.Week, CancellationToken.None))).SecretOf();

        secret.Should().HaveLength(43);
        await host.AskAsync((IdentityDb db) => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var everything = await ReadDatabaseAsync();
        everything.Should().NotContain(secret).And.NotContain(renewed).And.Contain("sha256:");
    }

    [Fact]
    public async Task A_disabled_application_is_refused_everywhere_and_people_are_told_in_words()
    {
        using var canteen = host.Play("cantine", await host.RegisterAsync(RegistrationStory.Canteen()));
        using var mail = host.Mail();
        var tokens = await canteen.SignInAsync(browser);
        var code = await canteen.GetCodeAsync(browser);

        await host.DisableAsync("cantine");

        var page = await browser.GetAsync(canteen.AuthorizePath());
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
        page.Heading.Should().Be("«\u00a0Cantine\u00a0» n’est pas ouverte en ce moment");
        (await canteen.RedeemAsync(code)).Error.Should().Be("invalid_client");
        (await canteen.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_client");
        (await canteen.PushAsync()).Error.Should().Be("invalid_client");
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await canteen.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_disabled_service_learns_nothing_of_tokens()
    {
        var api = ClientTemplates.Begin(ClientTemplate.Api);
        (api.Id, api.Name) = ("agenda", "Agenda");
        using var agenda = host.Play("agenda", await host.RegisterAsync(api));
        using var roundcube = host.Roundcube();
        var tokens = await roundcube.SignInAsync(browser);
        (await agenda.IntrospectAsync(tokens.AccessToken)).Error.Should().NotBe("invalid_client");

        await host.DisableAsync("agenda");

        (await agenda.IntrospectAsync(tokens.AccessToken)).Error.Should().Be("invalid_client");
    }

    [Fact]
    public async Task Enabled_again_it_serves_people_anew_and_old_tokens_stay_dead()
    {
        using var canteen = host.Play("cantine", await host.RegisterAsync(RegistrationStory.Canteen()));
        var tokens = await canteen.SignInAsync(browser);
        await host.DisableAsync("cantine");
        var seen = await host.VersionOfAsync("cantine");

        await host.AskDeskAsync(desk => desk.EnableAsync(RegistrationStory.Editor, seen, CancellationToken.None));

        (await canteen.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await canteen.SignInAsync(browser)).RefreshToken.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Another_node_serves_it_at_once_and_follows_its_changes_within_seconds()
    {
        await using var other = await host.StartNodeAsync();
        var secret = await host.RegisterAsync(RegistrationStory.Canteen());
        using var there = other.Play("cantine", secret);
        using var visitor = other.NewBrowser();
        await visitor.SignInAsync(SamplePeople.BaoNguyen);

        (await there.SignInAsync(visitor)).IdToken.Should().NotBeEmpty();
        await host.DisableAsync("cantine");

        there.Answer(await visitor.GetAsync(there.AuthorizePath()))["error"].Should().Be("unauthorized_client", "this node still thinks it served, and the store knows better");
        await Eventually.BeTrueAsync(async () =>
        {
            other.Clock.Advance(TimeSpan.FromSeconds(3));
            return (await visitor.GetAsync(there.AuthorizePath())).Heading.Contains("Cantine", StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(SecretOverlap.None, 0)]
    [InlineData(SecretOverlap.Day, 1)]
    [InlineData(SecretOverlap.Week, 7)]
    public async Task The_former_secret_is_served_until_its_last_second_and_the_new_one_from_the_first(SecretOverlap overlap, int days)
    {
        using var before = host.Play("cantine", await host.RegisterAsync(RegistrationStory.Canteen()));
        var seen = await host.VersionOfAsync("cantine");
        using var after = host.Play("cantine", (await host.AskDeskAsync(desk => desk.RenewSecretAsync(RegistrationStory.Editor, seen, overlap, CancellationToken.None))).SecretOf());

        (await after.PushAsync()).Get("request_uri").Should().NotBeEmpty();
        if (days > 0)
        {
            host.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
            (await before.PushAsync()).Error.Should().BeNullOrEmpty();
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await before.PushAsync()).Error.Should().Be("invalid_client");
        (await after.PushAsync()).Error.Should().BeNullOrEmpty();
    }

    [Theory]
    [InlineData("ent")]
    [InlineData("ENT")]
    [InlineData("Cantine")]
    [InlineData("CANTINE")]
    public async Task An_identifier_that_somebody_has_in_any_case_is_taken(string id)
    {
        await host.RegisterAsync(RegistrationStory.Canteen());

        var outcome = await host.AskDeskAsync(desk => desk.AddAsync(RegistrationStory.Editor, RegistrationStory.Canteen(id), CancellationToken.None));

        outcome.Should().BeOfType<ClientOutcome.Refused>().Which.Problems.Should().ContainSingle().Which.Fault.Should().Be(ClientFault.IdTaken);
    }

    [Fact]
    public async Task Applications_of_the_configuration_are_changed_there_alone()
    {
        var seen = new ClientVersion("ent", 1);

        (await host.AskDeskAsync(desk => desk.ChangeAsync(RegistrationStory.Editor, seen, RegistrationStory.Canteen("ent"), CancellationToken.None))).Should().BeOfType<ClientOutcome.Unknown>();
        (await host.AskDeskAsync(desk => desk.DisableAsync(RegistrationStory.Editor, seen, CancellationToken.None))).Should().BeOfType<ClientOutcome.Unknown>();
    }

    [Fact]
    public async Task Only_what_is_disabled_is_removed_and_a_later_one_of_that_name_inherits_nothing()
    {
        var asked = RegistrationStory.Canteen();
        asked.Consent = ConsentUse.Asked;
        using var canteen = host.Play("cantine", await host.RegisterAsync(asked));
        await browser.PressAsync(await browser.GetAsync(canteen.AuthorizePath()), "Accepter");
        var served = await host.VersionOfAsync("cantine");
        (await host.AskDeskAsync(desk => desk.RemoveAsync(RegistrationStory.Editor, served, CancellationToken.None))).Should().BeOfType<ClientOutcome.NotPossible>();
        await host.DisableAsync("cantine");
        var disabled = await host.VersionOfAsync("cantine");

        (await host.AskDeskAsync(desk => desk.RemoveAsync(RegistrationStory.Editor, disabled, CancellationToken.None))).Should().BeOfType<ClientOutcome.Done>();

        (await canteen.PushAsync()).Error.Should().Be("invalid_client");
        using var next = host.Play("cantine", await host.RegisterAsync(asked));
        (await browser.GetAsync(next.AuthorizePath())).Main.Should().Contain("Cantine");
        (await host.AskAsync((IdentityDb db) => db.Set<Consent>().AnyAsync())).Should().BeFalse();
    }

    [Fact]
    public async Task Of_two_administrators_who_change_at_once_the_second_is_told()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());
        var seen = await host.VersionOfAsync("cantine");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => host.AskDeskAsync(desk =>
        {
            var mine = RegistrationStory.Canteen();
            mine.Name = $"Cantine {number}";
            return desk.ChangeAsync(RegistrationStory.Editor, seen, mine, CancellationToken.None);
        })));

        outcomes.OfType<ClientOutcome.Done>().Should().ContainSingle();
        outcomes.OfType<ClientOutcome.ChangedMeanwhile>().Should().HaveCount(4);
    }

    [Fact]
    public async Task What_a_later_version_can_no_longer_read_is_not_served_and_stops_nobody_else()
    {
        await host.RegisterAsync(RegistrationStory.Canteen("ancienne"));
        using var canteen = host.Play("cantine", await host.RegisterAsync(RegistrationStory.Canteen()));
        using var old = host.Play("ancienne", secret: null);
        await host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().Where(row => row.Id == "ancienne").ExecuteUpdateAsync(update => update.SetProperty(row => row.Settings, """{"Id":"ancienne","Couleur":"bleu"}""")));

        await host.RestartAsync();

        (await canteen.SignInAsync(browser)).IdToken.Should().NotBeEmpty();
        (await browser.GetAsync(old.AuthorizePath())).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_trail_says_what_was_done_and_which_settings_changed()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());
        var seen = await host.VersionOfAsync("cantine");
        var other = RegistrationStory.Canteen();
        other.RedirectUris.Add("https://cantine.exemple.fr/autre");
        other.Consent = ConsentUse.Asked;
        await host.AskDeskAsync(desk => desk.ChangeAsync(RegistrationStory.Editor, seen, other, CancellationToken.None));
        await host.DisableAsync("cantine");

        var said = await host.AskAsync((IdentityDb db) => db.AuditEntries
            .Where(entry => entry.Kind == AuditKind.ApplicationRegistered || entry.Kind == AuditKind.ApplicationChanged)
            .OrderBy(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());

        said.Should().HaveCount(4);
        said[0].Should().Contain("\"Added\"").And.Contain("\"cantine\"");
        said[1].Should().Contain("\"RedirectUris\"").And.NotContain("https");
        said[2].Should().Contain("\"Consent\"");
        said[3].Should().Contain("\"Disabled\"");
    }

    private async Task<string> ReadDatabaseAsync()
    {
        await using var file = new FileStream(host.Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
