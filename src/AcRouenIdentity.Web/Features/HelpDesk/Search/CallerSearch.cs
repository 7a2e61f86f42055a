using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Search;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>Finds whoever calls the assistance by what they say: names, identifiant, address, school, or NUMEN. Whoever is out of reach is not there.</summary>
public sealed class CallerSearch(IdentityDb db, IDirectory directory)
{
    /// <summary>However many have these words, so many are read and put in order.</summary>
    private const int MostRead = 300;

    /// <param name="text">Beginnings of words in any order, accents and case aside; or a whole NUMEN.</param>
    /// <exception cref="DirectoryUnavailableException">Somebody was named whom the directory alone knows.</exception>
    public async Task<CallersFound> FindAsync(string? text, Reach reach, int atMost, CancellationToken cancellationToken)
    {
        if (reach.IsNowhere)
            return new CallersFound([], HasMore: false);
        var rows = await FindRowsAsync(text, reach, atMost, cancellationToken);
        return new CallersFound(await ShowAsync([.. rows.Take(atMost)], cancellationToken), rows.Count > atMost);
    }

    private async Task<IReadOnlyList<CallerRow>> FindRowsAsync(string? text, Reach reach, int atMost, CancellationToken cancellationToken)
    {
        var name = SignInName.TryParse(text);
        if (name is SignInName.ByNumen)
            return await FindHolderAsync(name, reach, cancellationToken);
        var named = await FindNamedAsync(PeopleWords.OfTyped(text), reach, atMost, cancellationToken);
        // People outside the feeds have no record: the directory knows them by a whole identifiant or address.
        return named.Count > 0 || !IsWhole(name) ? named : await FindHolderAsync(name!, reach, cancellationToken);
    }

    /// <summary>An address, or an identifiant with the number that each ends with: the directory is not asked for each beginning of a name.</summary>
    private static bool IsWhole(SignInName? name) => name is SignInName.ByAddress || (name is SignInName.ByLogin login && char.IsAsciiDigit(login.Login.ToString()[^1]));

    private async Task<IReadOnlyList<CallerRow>> FindHolderAsync(SignInName name, Reach reach, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(name, cancellationToken) is not { } person)
            return [];
        var row = await RowsOf(db.People.Where(record => record.DirectoryKey == person.Key.Value)).SingleOrDefaultAsync(cancellationToken) ?? CallerRow.Of(person);
        return row.State != AccountState.Erased && reach.Covers(row.Serves) ? [row] : [];
    }

    /// <summary>Whole words of names first, then their beginnings, then schools, until there are enough.</summary>
    private async Task<IReadOnlyList<CallerRow>> FindNamedAsync(IReadOnlyList<string> words, Reach reach, int atMost, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (CallerRow Row, CallerRank Rank)>();
        foreach (var match in words.Count == 0 ? [] : Enum.GetValues<WordMatch>())
        {
            var people = await db.PeopleWithAsync(words, match, reach, cancellationToken);
            foreach (var row in await RowsOf(people).Take(MostRead).ToListAsync(cancellationToken))
            {
                if (reach.Covers(row.Serves))
                    found.TryAdd(row.DirectoryKey, (row, CallerRank.Of(row, words)));
            }

            if (found.Count > atMost)
                break;
        }

        return [.. found.Values
            .OrderBy(one => one.Rank.OfSchoolOnly)
            .ThenBy(one => one.Rank.NotWhole)
            .ThenBy(one => one.Row.Surname, FrenchOrder.Comparer)
            .ThenBy(one => one.Row.GivenName, FrenchOrder.Comparer)
            .ThenBy(one => one.Row.DirectoryKey, StringComparer.Ordinal)
            .Select(one => one.Row)];
    }

    private async Task<IReadOnlyList<Caller>> ShowAsync(IReadOnlyList<CallerRow> rows, CancellationToken cancellationToken)
    {
        var rnes = rows.Select(row => row.School).OfType<string>().Distinct().ToArray();
        var names = await db.Schools.AsNoTracking().Where(school => rnes.Contains(school.Rne)).ToDictionaryAsync(school => school.Rne, school => school.Name, cancellationToken);
        return [.. rows.Select(row => row.Shown(row.School is { } rne ? names.GetValueOrDefault(rne, rne) : null))];
    }

    private static IQueryable<CallerRow> RowsOf(IQueryable<PersonRecord> people) => people.Select(person => new CallerRow(
        person.DirectoryKey, person.Login, person.Address, person.GivenName, person.Surname, person.SearchText, person.MainEstablishment, person.Establishments, person.State));
}
