using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Web.Features.Provisioning.People;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Provisioning.People;

public sealed class PeopleSearchTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task People_come_in_the_order_of_a_French_index(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        await using var services = database.Services((_, _) => { });
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        string[] surnames = ["Zola", "étienne", "Eluard", "Éluard", "eluard", "d’Été", "Ocelot", "Œuvrard", "Dupont"];
        db.People.AddRange(surnames.Select(Named).Append(Named("Eluard", "Anaïs", 20)).Append(Named("Eluard", "Anais", 21)));
        await db.SaveChangesAsync();

        var found = await new PeopleSearch(db).FindAsync(new PeopleQuery(Text: null, Establishment: null, AccountState.Active, Reach.Everywhere), atMost: 50, default);
        var first = await new PeopleSearch(db).FindAsync(new PeopleQuery(Text: null, Establishment: null, AccountState.Active, Reach.Everywhere), atMost: 3, default);

        var names = found.People.Select(person => $"{person.Surname} {person.GivenName}").ToList();
        names.Should().HaveCount(11);
        names.Where(name => !name.StartsWith("d’", StringComparison.Ordinal)).Should().Equal(
            "Dupont Zoé", "eluard Zoé", "Eluard Anais", "Eluard Anaïs", "Eluard Zoé", "Éluard Zoé", "étienne Zoé", "Ocelot Zoé", "Œuvrard Zoé", "Zola Zoé");
        first.HasMore.Should().BeTrue();
        first.People.Select(person => person.DirectoryKey).Should().Equal(found.People.Take(3).Select(person => person.DirectoryKey));
    }

    private static PersonRecord Named(string surname, int number) => Named(surname, "Zoé", number);

    private static PersonRecord Named(string surname, string givenName, int number) => new()
    {
        DirectoryKey = $"AC-ROUEN${number}",
        GivenName = givenName,
        Surname = surname,
        SearchText = SearchText.Of([givenName, surname]),
        State = AccountState.Active,
        Confidential = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
        ChangedAt = DateTimeOffset.UnixEpoch,
    };
}
