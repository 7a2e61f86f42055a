using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Search;

/// <summary>Keeps what establishments are called, so that people are found by it.</summary>
public static class SchoolBook
{
    /// <summary>Whoever serves in an establishment gets its new words in the same save: few at a time, so that nobody waits for all of them.</summary>
    private const int SchoolsOfASave = 10;

    /// <summary>Notes what differs from what is known. What is tracked otherwise is saved or forgotten with it.</summary>
    public static async Task NoteSchoolsAsync(this IdentityDb db, IEnumerable<Establishment> told, CancellationToken cancellationToken)
    {
        var known = await db.Schools.AsNoTracking().ToDictionaryAsync(school => school.Rne, cancellationToken);
        var different = told.DistinctBy(school => school.Rne).Select(Describe).Where(school => !IsKnown(known, school)).ToArray();
        foreach (var some in different.Chunk(SchoolsOfASave))
        {
            foreach (var school in some)
                db.Entry(school).State = known.ContainsKey(school.Rne) ? EntityState.Modified : EntityState.Added;
            // Another node that notes the same was first: nothing is left to do.
            await db.TrySaveAsync(cancellationToken);
        }
    }

    private static KnownSchool Describe(Establishment school) => new()
    {
        Rne = school.Rne.ToString(),
        Name = school.Name,
        SearchText = SearchText.Of([school.Name, school.Town, school.TypeCode]),
    };

    private static bool IsKnown(Dictionary<string, KnownSchool> known, KnownSchool school) =>
        known.TryGetValue(school.Rne, out var before) && before.Name == school.Name && before.SearchText == school.SearchText;
}
