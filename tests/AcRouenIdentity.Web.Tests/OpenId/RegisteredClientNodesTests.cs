using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Logout;
using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using AcRouenIdentity.Web.Tests.OpenId.OpenRegistration;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Applications on two nodes that share a PostgreSQL database.</summary>
public sealed class RegisteredClientNodesTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableFact]
    public async Task What_one_node_registers_renews_and_disables_the_other_goes_by_at_once()
    {
        var database = await server.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        await using var other = await StartAsync(database);
        using var visitor = other.NewBrowser();
        await visitor.SignInAsync(SamplePeople.BaoNguyen);
        using var before = other.Play("cantine", await one.RegisterAsync(RegistrationStory.Canteen()));

        var tokens = await before.SignInAsync(visitor);
        var seen = await one.VersionOfAsync("cantine");
        using var after = other.Play("cantine", (await one.AskDeskAsync(desk => desk.RenewSecretAsync(RegistrationStory.Editor, seen, SecretOverlap.None, CancellationToken.None))).SecretOf());
        var refreshed = await after.RefreshAsync(tokens.RefreshToken);
        var used = await one.AskAsync((ClientBook book) => book.UseOfAsync("cantine", CancellationToken.None));

        (await before.PushAsync()).Error.Should().Be("invalid_client");
        refreshed.RefreshToken.Should().NotBeEmpty();
        (used.Day, used.Week, used.Open).Should().Be((1, 1, 1));
        await one.DisableAsync("cantine");
        (await after.RefreshAsync(refreshed.RefreshToken)).Error.Should().NotBeNullOrEmpty();
        (await other.UserInfoStatusAsync(refreshed.AccessToken)).Should().Be(System.Net.HttpStatusCode.Unauthorized);
        (await one.AskAsync((LogoutDesk desk) => desk.CountAsync(CancellationToken.None))).Should().BeEmpty();
        await one.RestartAsync();
        (await one.VersionOfAsync("cantine")).Version.Should().Be(4);
    }

    [SkippableFact]
    public async Task Registered_on_both_at_the_same_moment_it_is_added_once()
    {
        var database = await server.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        await using var other = await StartAsync(database);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => (turn % 2 == 0 ? one : other).AskDeskAsync(desk =>
            desk.AddAsync(RegistrationStory.Editor, RegistrationStory.Canteen(turn < 3 ? "cantine" : "CANTINE"), CancellationToken.None))));

        outcomes.OfType<ClientOutcome.Done>().Should().ContainSingle();
        outcomes.OfType<ClientOutcome.Refused>().SelectMany(refused => refused.Problems).Select(problem => problem.Fault).Should().AllBeEquivalentTo(ClientFault.IdTaken).And.HaveCount(5);
    }

    [SkippableFact]
    public async Task An_API_that_one_node_takes_away_from_an_application_is_asked_for_in_vain_on_the_other_at_once()
    {
        const string diary = "https://agenda.exemple.fr/api";
        var database = await server.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        await using var other = await StartAsync(database);
        using var visitor = other.NewBrowser();
        await visitor.SignInAsync(SamplePeople.BaoNguyen);
        await one.RegisterAsync(new ClientSettings { Id = "agenda", Name = "Agenda", Kind = ClientKind.Resource, ResourceUri = diary });
        var settings = RegistrationStory.Canteen();
        settings.Resources.Add(diary);
        using var canteen = other.Play("cantine", await one.RegisterAsync(settings));
        canteen.Resources = [diary];

        var tokens = await canteen.SignInAsync(visitor);
        var seen = await one.VersionOfAsync("cantine");
        await one.AskDeskAsync(desk => desk.ChangeAsync(RegistrationStory.Editor, seen, RegistrationStory.Canteen(), CancellationToken.None));

        Jwt.Body(tokens.AccessToken).GetProperty("aud").GetString().Should().Be(diary);
        (await canteen.RefreshAsync(tokens.RefreshToken)).Error.Should().NotBeNullOrEmpty();
        canteen.Answer(await visitor.GetAsync(canteen.AuthorizePath())).Should().ContainKey("error").And.NotContainKey("code");
        (await canteen.PushAsync()).Error.Should().NotBeNullOrEmpty();
    }

    [SkippableFact]
    public async Task A_program_that_registered_itself_on_one_node_is_let_in_on_the_other_at_once_and_ended_for_both()
    {
        var database = await server.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        await using var other = await StartAsync(database);
        using var visitor = other.NewBrowser();
        await visitor.SignInAsync(SamplePeople.BaoNguyen);
        using var program = other.PlayProgram((await one.RegisterProgramAsync()).Get("client_id"), UnknownProgram.LoopbackAddress);

        var tokens = await program.LetInAsync(visitor);
        var refreshed = await program.RefreshAsync(tokens.RefreshToken);
        // Attempts are counted in the database, by the time of whoever counts.
        one.Clock.Advance(other.Clock.GetUtcNow() - one.Clock.GetUtcNow());
        var together = await Task.WhenAll(Enumerable.Range(0, 10).Select(turn => (turn % 2 == 0 ? one : other).RegisterProgramAsync()));

        refreshed.RefreshToken.Should().NotBeEmpty();
        together.Select(answer => answer.Status).Should().AllBeEquivalentTo(System.Net.HttpStatusCode.Created);
        (await one.AskAsync((ClientBook book) => book.CountUnknownAsync(CancellationToken.None))).Should().Be(11);
        (await one.AskAsync((UnknownClients unknown) => unknown.RemoveAllAsync(RegistrationStory.Editor, CancellationToken.None))).Should().Be(11);
        (await program.RefreshAsync(refreshed.RefreshToken)).Error.Should().NotBeNullOrEmpty();
        program.Answer(await visitor.GetAsync(program.AuthorizePath())).Should().ContainKey("error", "this node still knows where it is answered").And.NotContainKey("code");
        one.Clock.Advance(TimeSpan.FromHours(1));
        await one.AskAsync(async (UnknownClients unknown) =>
        {
            await unknown.ForgetAsync(CancellationToken.None);
            return true;
        });
    }

    private Task<ProviderHost> StartAsync(string database) => Applications.StartAsync(
        UnknownProgram.Open,
        ("Database:Provider", "PostgreSql"), ("Database:ConnectionString", database), ("Database:PasswordFile", server.PasswordFile));
}
