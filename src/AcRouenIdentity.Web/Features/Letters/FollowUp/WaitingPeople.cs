using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <summary>Somebody whose account is made and who has not opened it, with the letter that still counts, if any.</summary>
public sealed class WaitingPerson
{
    public required string Key { get; init; }

    public required string Surname { get; init; }

    public required string GivenName { get; init; }

    public required string? Login { get; init; }

    public required string? Establishment { get; init; }

    public required int? Batch { get; init; }

    public required int? Rank { get; init; }

    public required DateTimeOffset? PrintedAt { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required HandOver? HandOver { get; init; }

    public required DateTimeOffset? HandOverAt { get; init; }

    public required DateTimeOffset? ReprintAskedAt { get; init; }

    public string Reference => Batch is { } batch && Rank is { } rank ? Letter.ReferenceOf(batch, rank) : "";
}

/// <summary>How many people of an establishment have not opened their account, by the age of their letter.</summary>
/// <param name="Establishment">UAI; null for people without one.</param>
public sealed record WaitingSchool(string? Establishment, int None, int Week, int Month, int Older, int Expired)
{
    public int Total => None + Week + Month + Older + Expired;

    public int Of(LetterAge age) => age switch
    {
        LetterAge.None => None,
        LetterAge.Week => Week,
        LetterAge.Month => Month,
        LetterAge.Older => Older,
        LetterAge.Expired => Expired,
    };

    /// <summary>All schools as one.</summary>
    public static WaitingSchool Sum(IEnumerable<WaitingSchool> schools) => schools.Aggregate(
        new WaitingSchool(null, 0, 0, 0, 0, 0),
        (sum, school) => new WaitingSchool(null, sum.None + school.None, sum.Week + school.Week, sum.Month + school.Month, sum.Older + school.Older, sum.Expired + school.Expired));
}

/// <summary>Who has not opened their account: counted by the database, and read a sheet at a time.</summary>
public sealed class WaitingPeople(IdentityDb db, TimeProvider clock)
{
    public const int RowsOfASheet = 50;

    /// <summary>Where most have waited longest first; one without anybody waiting is not named.</summary>
    public async Task<IReadOnlyList<WaitingSchool>> BySchoolAsync(CancellationToken cancellationToken)
    {
        var ages = new LetterAges(clock.GetUtcNow());
        var (now, week, month) = (ages.Now, ages.WeekBegan, ages.MonthBegan);
        var schools = await Everybody()
            .GroupBy(person => person.Establishment)
            .Select(school => new WaitingSchool(
                school.Key,
                school.Count(person => person.PrintedAt == null),
                school.Count(person => person.ExpiresAt > now && person.PrintedAt >= week),
                school.Count(person => person.ExpiresAt > now && person.PrintedAt < week && person.PrintedAt >= month),
                school.Count(person => person.ExpiresAt > now && person.PrintedAt < month),
                school.Count(person => person.ExpiresAt <= now)))
            .ToListAsync(cancellationToken);
        return [.. schools.OrderByDescending(school => school.Expired + school.Older).ThenByDescending(school => school.Total).ThenBy(school => school.Establishment ?? "~", StringComparer.Ordinal)];
    }

    public Task<int> CountAsync(WaitingFilter filter, CancellationToken cancellationToken) => Filtered(filter).CountAsync(cancellationToken);

    /// <param name="number">From 1.</param>
    public async Task<IReadOnlyList<WaitingPerson>> SheetAsync(WaitingFilter filter, int number, CancellationToken cancellationToken) =>
        await Sorted(filter).Skip((number - 1) * RowsOfASheet).Take(RowsOfASheet).ToListAsync(cancellationToken);

    /// <summary>All of them, as they are read.</summary>
    public IAsyncEnumerable<WaitingPerson> ReadAsync(WaitingFilter filter) => Sorted(filter).AsAsyncEnumerable();

    public async Task<IReadOnlyList<string>> KeysAsync(WaitingFilter filter, CancellationToken cancellationToken) =>
        await Filtered(filter).Select(person => person.Key).ToListAsync(cancellationToken);

    private IQueryable<WaitingPerson> Sorted(WaitingFilter filter) =>
        Filtered(filter).OrderBy(person => person.Establishment).ThenBy(person => person.Surname).ThenBy(person => person.GivenName).ThenBy(person => person.Key);

    private IQueryable<WaitingPerson> Filtered(WaitingFilter filter)
    {
        var people = Everybody();
        if (filter.Establishment is { } rne)
        {
            var uai = rne.ToString();
            people = people.Where(person => person.Establishment == uai);
        }

        return filter.Age is { } age ? OfAge(people, age) : people;
    }

    private IQueryable<WaitingPerson> OfAge(IQueryable<WaitingPerson> people, LetterAge age)
    {
        var ages = new LetterAges(clock.GetUtcNow());
        var (now, week, month) = (ages.Now, ages.WeekBegan, ages.MonthBegan);
        return age switch
        {
            LetterAge.None => people.Where(person => person.PrintedAt == null),
            LetterAge.Week => people.Where(person => person.ExpiresAt > now && person.PrintedAt >= week),
            LetterAge.Month => people.Where(person => person.ExpiresAt > now && person.PrintedAt < week && person.PrintedAt >= month),
            LetterAge.Older => people.Where(person => person.ExpiresAt > now && person.PrintedAt < month),
            LetterAge.Expired => people.Where(person => person.ExpiresAt <= now),
        };
    }

    private IQueryable<WaitingPerson> Everybody() =>
        from person in db.People.AsNoTracking()
        where (person.State == AccountState.Announced || person.State == AccountState.Provisioned) && person.Login != null
        join written in db.Letters.Where(letter => letter.Kind == LetterKind.FirstAccess && letter.PrintedAt != null && letter.End == null)
            on person.DirectoryKey equals written.DirectoryKey into letters
        from letter in letters.DefaultIfEmpty()
        select new WaitingPerson
        {
            Key = person.DirectoryKey,
            Surname = person.Surname,
            GivenName = person.GivenName,
            Login = person.Login,
            Establishment = person.MainEstablishment,
            Batch = (int?)letter.BatchId,
            Rank = (int?)letter.Rank,
            PrintedAt = letter.PrintedAt,
            ExpiresAt = letter.ExpiresAt,
            HandOver = (HandOver?)letter.HandOver,
            HandOverAt = letter.HandOverAt,
            ReprintAskedAt = letter.ReprintAskedAt,
        };
}
