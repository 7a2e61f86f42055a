using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Tests.Provisioning;

[Collection(BothDatabases.Name)]
public sealed class IdentifierReservationsTests(PostgreSql server)
{
    private static readonly IdentifierRules Rouen = new("ac-rouen.fr", RefusedNames.Standard);

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_runs_at_once_never_give_two_people_the_same(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var one = Homonyms("A", 60);
        var other = Homonyms("B", 60);

        var given = (await Task.WhenAll(Task.Run(() => RunAsync(database, one)), Task.Run(() => RunAsync(database, other)))).SelectMany(run => run).ToList();

        given.Select(identity => identity.Key).Should().BeEquivalentTo(one.Concat(other).Select(newcomer => newcomer.Key));
        given.Should().OnlyHaveUniqueItems(identity => identity.Login);
        given.Should().OnlyHaveUniqueItems(identity => identity.Address);
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_runs_on_the_same_people_give_each_of_them_one_login_and_one_address(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var people = Homonyms("A", 60);

        var given = await Task.WhenAll(Task.Run(() => RunAsync(database, people)), Task.Run(() => RunAsync(database, people.Reverse())));

        given[0].Should().Equal(given[1]);
        await using var services = database.Services((_, _) => { });
        await using var scope = services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<IdentityDb>().Set<GivenIdentifier>().CountAsync()).Should().Be(120);
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_run_that_was_killed_goes_on_with_what_it_had_reserved(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var people = Homonyms("A", 30);
        var before = await RunAsync(database, people.Skip(10).Take(10));

        var after = await RunAsync(database, people);

        after.Should().HaveCount(30).And.Contain(before).And.OnlyHaveUniqueItems(identity => identity.Login);
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_run_that_proposes_what_another_reserved_meanwhile_takes_the_next_number(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        await using var services = database.Services((_, _) => { });
        await using var scope = services.CreateAsyncScope();
        var reservations = new IdentifierReservations(scope.ServiceProvider.GetRequiredService<IdentityDb>(), TimeProvider.System);
        var allocation = await AllocationAsync(reservations);
        await RunAsync(database, Homonyms("A", 2));

        var given = await reservations.ReserveAsync(Homonyms("B", 2), allocation, CancellationToken.None);

        given.Select(identity => identity.Login.ToString()).Should().Equal("zdurand3", "zdurand4");
        given.Select(identity => identity.Address.ToString()).Should().Equal("zoe.durand3@ac-rouen.fr", "zoe.durand4@ac-rouen.fr");
    }

    private static Newcomer[] Homonyms(string source, int count) =>
        [.. Enumerable.Range(0, count).Select(index => new Newcomer(new($"{source}${index:000}"), "Zoé", "Durand"))];

    private static async Task<IReadOnlyList<GivenIdentity>> RunAsync(TestDatabase database, IEnumerable<Newcomer> newcomers)
    {
        await using var services = database.Services((_, _) => { });
        await using var scope = services.CreateAsyncScope();
        var reservations = new IdentifierReservations(scope.ServiceProvider.GetRequiredService<IdentityDb>(), TimeProvider.System);
        var allocation = await AllocationAsync(reservations);
        var given = new List<GivenIdentity>();
        foreach (var batch in newcomers.Chunk(7))
            given.AddRange(await reservations.ReserveAsync(batch, allocation, CancellationToken.None));
        return [.. given.OrderBy(identity => identity.Key.Value, StringComparer.Ordinal)];
    }

    private static async Task<IdentifierAllocation> AllocationAsync(IdentifierReservations reservations) => new(
        Rouen,
        await reservations.FindGivenAsync(IdentifierKind.Login, CancellationToken.None),
        await reservations.FindGivenAsync(IdentifierKind.Address, CancellationToken.None));

    private async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider, server);
        await using var services = database.Services((_, _) => { });
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.EnsureCreatedAsync();
        return database;
    }
}
