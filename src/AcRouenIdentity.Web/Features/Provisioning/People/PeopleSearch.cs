using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Search;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

/// <summary>What an officer looks for.</summary>
/// <param name="Text">Beginnings of words of the names, the login or the address, in any order, accents and case aside.</param>
/// <param name="Within">How far whoever looks may see; others are not found.</param>
public sealed record PeopleQuery(string? Text, Rne? Establishment, AccountState? State, Reach Within);

/// <param name="HasMore">There are others: the search is to be narrowed.</param>
public sealed record PeopleFound(IReadOnlyList<PersonRecord> People, bool HasMore);

/// <summary>One person with their whole history, the latest first.</summary>
public sealed record PersonSheet(PersonRecord Record, IReadOnlyList<PersonChange> History, bool HasIna);

/// <summary>Finds people among the records of the database.</summary>
public sealed class PeopleSearch(IdentityDb db)
{
    public async Task<PeopleFound> FindAsync(PeopleQuery query, int atMost, CancellationToken cancellationToken)
    {
        var words = PeopleWords.OfTyped(query.Text);
        if (words.Count == 0 && !string.IsNullOrWhiteSpace(query.Text))
            return new PeopleFound([], HasMore: false);

        var named = words.Count > 0 ? await db.PeopleWithAsync(words, WordMatch.Name, Reach.Everywhere, cancellationToken) : db.People;
        var people = named.AsNoTracking().Within(query.Within);
        if (query.Establishment is { } establishment)
            people = people.Where(record => record.Establishments.Contains($";{establishment};"));
        if (query.State is { } state)
            people = people.Where(record => record.State == state);

        var french = FrenchOrder.CollationOf(db.Database);
        var found = await people
            .OrderBy(record => EF.Functions.Collate(record.Surname, french))
            .ThenBy(record => EF.Functions.Collate(record.GivenName, french))
            .ThenBy(record => record.DirectoryKey)
            .Take(atMost + 1)
            .ToListAsync(cancellationToken);
        return new PeopleFound([.. found.Take(atMost)], found.Count > atMost);
    }

    public async Task<PersonSheet?> FindSheetAsync(Login login, CancellationToken cancellationToken)
    {
        var text = login.ToString();
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(record => record.Login == text, cancellationToken) is not { } person)
            return null;

        var history = await db.PersonChanges.AsNoTracking()
            .Where(change => change.DirectoryKey == person.DirectoryKey && change.Stage != ChangeStage.Planned)
            .OrderByDescending(change => change.Id)
            .ToListAsync(cancellationToken);
        return new PersonSheet(person, history, await db.Inas.AnyAsync(ina => ina.DirectoryKey == person.DirectoryKey, cancellationToken));
    }
}
