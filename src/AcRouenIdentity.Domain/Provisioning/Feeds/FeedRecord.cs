using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Feeds;

/// <summary>
/// One thing that the feeds say, in the order they say it: every file opens with <see cref="FileOpened"/>, establishments come before people, and staff facts last.
/// Nothing here has been compared with the directory.
/// </summary>
public abstract record FeedRecord
{
    private FeedRecord()
    {
    }

    public sealed record FileOpened(FeedHeader Header) : FeedRecord;

    /// <summary>A whole establishment: what is not in it is not there.</summary>
    public sealed record EstablishmentSaid(FeedEstablishment Establishment, FeedPlace Place) : FeedRecord;

    /// <summary>Delta only.</summary>
    public sealed record EstablishmentChanged(FeedEstablishmentChange Change, FeedPlace Place) : FeedRecord;

    /// <summary>Delta only.</summary>
    public sealed record EstablishmentGone(Rne Rne, FeedPlace Place) : FeedRecord;

    /// <summary>A whole person: what is not in it is not there.</summary>
    public sealed record PersonSaid(FeedPerson Person, FeedPlace Place) : FeedRecord;

    /// <summary>Delta only: some facts of a person are replaced.</summary>
    public sealed record PersonChanged(FeedPersonChange Change, FeedPlace Place) : FeedRecord;

    /// <summary>Delta only.</summary>
    public sealed record PersonGone(DirectoryKey Key, FeedPlace Place) : FeedRecord;

    /// <summary>What the HR file adds to a person that the academic feed names.</summary>
    public sealed record StaffSaid(FeedStaffFacts Facts, FeedPlace Place) : FeedRecord;

    public sealed record Reported(FeedIssue Issue) : FeedRecord;
}

/// <summary>Where something is said. <paramref name="File"/>: its name inside the archive or folder; <paramref name="Line"/> counts from 1, 0 for a file as a whole.</summary>
public readonly record struct FeedPlace(string File, int Line);

public enum FeedKind
{
    /// <summary>Names everybody of the establishments that it describes. People of other establishments are outside its scope: a first-degree export says nothing of the second degree.</summary>
    Complete,

    /// <summary>Names what changed; silence means nothing.</summary>
    Delta,

    /// <summary>HR file: adds facts to people, and its silence means nothing.</summary>
    Staff,
}

/// <summary>
/// What a file says of itself. <paramref name="Academy"/> is its <c>codeAcademieExport</c>, <paramref name="Degree"/> is <c>1D</c> or <c>2D</c>,
/// <paramref name="GeneratedOn"/> its <c>dateGenerationExport</c>; null where it does not say.
/// </summary>
public sealed record FeedHeader(string File, FeedKind Kind, string? Academy, string? Degree, DateOnly? GeneratedOn);
