using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Logout;
using AcRouenIdentity.Web.Features.OpenId.Registration;

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

    private Task<ProviderHost> StartAsync(string database) => Applications.StartAsync(
        ("Database:Provider", "PostgreSql"), ("Database:ConnectionString", database), ("Database:PasswordFile", server.PasswordFile));
}
