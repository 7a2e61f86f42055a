using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Directory.Index;
using AcRouenIdentity.Web.Features.Shared.Lists;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>
/// Reads people as colleagues see them. The database decides who is there: whoever hides or loses their account this second is gone this second, whatever an index still says.
/// </summary>
internal sealed class Colleagues(IdentityDb db, CardNumbers cards, ShownSurnames surnames)
{
    /// <summary>Those of these keys who are open and listed, in the order of the keys.</summary>
    public async Task<IReadOnlyList<Colleague>> FindListedAsync(ColleagueIndex index, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = await RowsOf(db.People.Where(person => EF.Parameter(keys).Contains(person.DirectoryKey))).ToDictionaryAsync(row => row.DirectoryKey, cancellationToken);
        Row[] shown = [.. keys.Select(found.GetValueOrDefault).OfType<Row>().Where(row => row is { IsOpen: true, IsUnlisted: false })];
        return await ReadAsync(shown, index, cancellationToken);
    }

    /// <summary>Null for a number that is nobody's, for whoever is not listed, and for those whose account is closed: nothing tells them apart.</summary>
    public async Task<Colleague?> FindListedAsync(ColleagueIndex index, CardNumber card, CancellationToken cancellationToken)
    {
        if (index.FindKey(card) is not { } key || cards.Of(key) != card)
            return null;
        return (await FindListedAsync(index, [key], cancellationToken)).SingleOrDefault();
    }

    /// <summary>Their own entry, listed or not; null while the records have no open account of theirs.</summary>
    public async Task<Colleague?> FindOwnAsync(ColleagueIndex index, DirectoryKey key, CancellationToken cancellationToken) =>
        await RowsOf(db.People.Where(person => person.DirectoryKey == key.Value)).SingleOrDefaultAsync(cancellationToken) is { IsOpen: true } row
            ? (await ReadAsync([row], index, cancellationToken))[0]
            : null;

    /// <summary>
    /// What is not read cannot be shown: no NUMEN, no date, no other address; a birth name of whoever chose to show it, alone. Found by key alone and judged afterwards: asked for open accounts, both databases prefer to go through all of them.
    /// </summary>
    private IQueryable<Row> RowsOf(IQueryable<PersonRecord> people) => people.Select(person => new Row(
        person.DirectoryKey, person.GivenName, person.Surname, person.Address, person.Establishments, person.Postings,
        person.State == AccountState.Active,
        db.UnlistedPeople.Any(unlisted => unlisted.DirectoryKey == person.DirectoryKey),
        db.Accounts.Where(account => account.DirectoryKey == person.DirectoryKey).Select(account => account.NameForm).FirstOrDefault()));

    private async Task<IReadOnlyList<Colleague>> ReadAsync(IReadOnlyList<Row> rows, ColleagueIndex index, CancellationToken cancellationToken)
    {
        var others = await surnames.FindOthersAsync([.. rows.Where(row => row.NameForm is NameForm.Birth or NameForm.BirthAndUsual).Select(row => row.DirectoryKey)], cancellationToken);
        return [.. rows.Select(row => Read(row, NameForms.SurnameOf(row.Surname, others.GetValueOrDefault(row.DirectoryKey), row.NameForm ?? NameForm.Usual), index))];
    }

    private Colleague Read(Row row, string surname, ColleagueIndex index) => new(
        cards.Of(row.DirectoryKey).Text,
        PlainLine.Of(row.GivenName),
        PlainLine.Of(surname),
        row.Address,
        [.. Occupations.PostingsOf(row.Establishments, row.Postings).Select(posting => OccupationOf(posting, index))]);

    private static Occupation OccupationOf(Posting posting, ColleagueIndex index)
    {
        var school = index.FindSchool(posting.Rne);
        var (function, discipline) = (Occupations.FunctionOf(posting)?.Text, Occupations.DisciplineOf(posting)?.Text);
        return new Occupation(
            PlainLine.Of(school?.Name ?? posting.Rne.ToString()),
            school?.Town is { Length: > 0 } town ? PlainLine.Of(town) : null,
            function is null ? null : PlainLine.Of(function),
            discipline is null || discipline == function ? null : PlainLine.Of(discipline));
    }

    private sealed record Row(string DirectoryKey, string GivenName, string Surname, string? Address, string Establishments, string? Postings, bool IsOpen, bool IsUnlisted, NameForm? NameForm);
}
