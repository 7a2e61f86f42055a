using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>What a context says of its rows without comparing each of their columns first, as it does whenever it is asked: keys and new rows do not depend on that.</summary>
internal static class TrackedRows
{
    public static EntityEntry<TRow> EntryAsIs<TRow>(this DbContext db, TRow row)
        where TRow : class => db.ChangeTracker.AsIs(_ => db.Entry(row));

    public static bool HasNew<TRow>(this DbContext db)
        where TRow : class => db.ChangeTracker.AsIs(tracker => tracker.Entries<TRow>().Any(entry => entry.State is EntityState.Added));

    private static T AsIs<T>(this ChangeTracker tracker, Func<ChangeTracker, T> look)
    {
        var compares = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return look(tracker);
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = compares;
        }
    }
}
