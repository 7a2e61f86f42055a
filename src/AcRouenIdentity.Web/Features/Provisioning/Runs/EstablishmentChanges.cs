using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Search;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>
/// Establishments follow the feed: they are added and described anew, and never removed, since people who left still name them. One that is closed has nobody.
/// </summary>
public sealed class EstablishmentChanges(IPeopleEntries entries, IdentityDb db)
{
    /// <summary>Those of the feed that the directory does not have, or describes otherwise; two structures under one UAI are one establishment, as the first describes it.</summary>
    public async Task<IReadOnlyList<FeedEstablishment>> FindDifferentAsync(IReadOnlyList<FeedEstablishment> said, CancellationToken cancellationToken)
    {
        return said.Count == 0 ? [] : await entries.FindDifferentAsync([.. said.DistinctBy(one => one.Described.Rne)], cancellationToken);
    }

    /// <summary>Writes those that differ, and remembers how feeds call each.</summary>
    /// <returns>How many the directory refused.</returns>
    public async Task<int> ApplyAsync(IReadOnlyList<FeedEstablishment> said, CancellationToken cancellationToken)
    {
        var refused = 0;
        foreach (var establishment in await FindDifferentAsync(said, cancellationToken))
            refused += await entries.PutAsync(establishment, cancellationToken) == EntryWriting.Written ? 0 : 1;
        await RememberAsync(said, cancellationToken);
        await db.NoteSchoolsAsync(said.Select(establishment => establishment.Described), cancellationToken);
        return refused;
    }

    private async Task RememberAsync(IReadOnlyList<FeedEstablishment> said, CancellationToken cancellationToken)
    {
        var known = await db.Set<KnownStructure>().ToDictionaryAsync(row => row.StructureKey, cancellationToken);
        foreach (var one in said)
        {
            var (key, rne) = (one.Structure.Value, one.Described.Rne.ToString());
            if (!known.TryGetValue(key, out var row))
                db.Add(known[key] = new KnownStructure { StructureKey = key, Rne = rne });
            else if (row.Rne != rne)
                row.Rne = rne;
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
