using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>All that one reading says of one person.</summary>
/// <param name="Facts">What was known, with what is said now; null where neither names the person as a whole.</param>
internal sealed record Statement(Presence Presence, PersonFacts? Facts, FeedPlace? Place)
{
    public bool IsContradictory { get; private init; }

    public bool IsLeftOut { get; private init; }

    public static Statement Of(IReadOnlyList<FeedEntry> entries, PersonFacts? known)
    {
        var statement = new Statement(Presence.Unmentioned, known, entries.Count > 0 ? entries[0].Place : null)
        {
            IsContradictory = IsContradiction(entries),
            IsLeftOut = entries.Any(entry => entry.Kind == FeedEntryKind.LeftOut),
        };
        return entries.OrderBy(entry => entry.Kind == FeedEntryKind.StaffFacts).Aggregate(statement, (said, entry) => said.With(entry));
    }

    private Statement With(FeedEntry entry) => entry.Kind switch
    {
        FeedEntryKind.InComplete or FeedEntryKind.InDelta => this with { Presence = Presence.Named, Facts = (Facts ?? entry.Facts).Replaced(entry), },
        FeedEntryKind.ChangedByDelta => this with { Presence = Facts is null ? Presence.ChangedOnly : Presence.Named, Facts = Facts?.Replaced(entry) },
        FeedEntryKind.RemovedByDelta => this with { Presence = Presence.Removed },
        FeedEntryKind.StaffFacts => this with { Presence = Presence == Presence.Unmentioned && Facts is null ? Presence.StaffOnly : Presence, Facts = Facts?.Replaced(entry) },
        FeedEntryKind.LeftOut => this,
    };

    /// <summary>A complete feed says once who somebody is.</summary>
    private static bool IsContradiction(IReadOnlyList<FeedEntry> entries)
    {
        var first = entries.FirstOrDefault(entry => entry.Kind == FeedEntryKind.InComplete);
        return entries.Any(entry => entry.Kind == FeedEntryKind.InComplete && entry.Facts.DifferencesFrom(first!.Facts) != FeedFacts.None);
    }
}

internal enum Presence
{
    Unmentioned,
    Named,
    Removed,

    /// <summary>Changed by a delta, but nobody ever said who they are.</summary>
    ChangedOnly,

    /// <summary>In the HR file alone, and unknown.</summary>
    StaffOnly,
}
