using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Feeds;

/// <summary>
/// Something wrong in a feed. <see cref="Detail"/> helps to find it (an attribute, a value in part); it is never a NUMEN and has no control character.
/// </summary>
public sealed record FeedIssue(FeedIssueKind Kind, FeedIssueEffect Effect, FeedSubject Subject, FeedPlace Place)
{
    /// <summary>Whose record it is, where it could be read. Their account is left as it is when the record is left out.</summary>
    public DirectoryKey? Person { get; init; }

    public string? Detail { get; init; }

    /// <summary>
    /// Somebody may stand in what could not be read: nobody departs for not being named in this reading. A record that names its person costs nobody else anything, people of an
    /// establishment that was left out are named one by one (<see cref="FeedIssueKind.NoKnownStructure"/>), and the silence of a staff file never means anything.
    /// </summary>
    public bool MakesAbsenceUncertain => Effect switch
    {
        FeedIssueEffect.Noted => false,
        FeedIssueEffect.RecordLeftOut => Subject == FeedSubject.People && Person is null,
        FeedIssueEffect.RestOfFileLeftOut => Subject != FeedSubject.Staff,
        FeedIssueEffect.FeedRefused => true,
    };
}

/// <summary>What the part that is wrong speaks of.</summary>
public enum FeedSubject
{
    /// <summary>Files, before what they say is known.</summary>
    Files,
    Establishments,
    People,

    /// <summary>HR file.</summary>
    Staff,
}

public enum FeedIssueEffect
{
    /// <summary>The record stands.</summary>
    Noted,

    /// <summary>Nothing of this record counts.</summary>
    RecordLeftOut,

    /// <summary>What stood before it in the file counts, nothing after.</summary>
    RestOfFileLeftOut,

    /// <summary>Nothing of the whole reading may be applied.</summary>
    FeedRefused,
}

public enum FeedIssueKind
{
    /// <summary>Neither a file of staff nor of establishments.</summary>
    NothingToRead,

    /// <summary>Complete and delta files together.</summary>
    KindsMixed,

    /// <summary>A copy of a file that is read, or a complete export of which a newer one is there; nothing of it counts.</summary>
    Superseded,

    /// <summary>Numbered files with a gap before this one, or people without any file of establishments.</summary>
    FileMissing,

    FileUnreadable,

    /// <summary>A name that leads out of the archive, or an entry that is no plain file.</summary>
    ArchiveEntryUnsafe,

    /// <summary>More than the configured size once decompressed.</summary>
    ArchiveTooLarge,

    NotXml,
    Truncated,
    RootUnexpected,

    /// <summary>The document type declares entities or anything else.</summary>
    DoctypeRefused,
    EncodingUnknown,
    AcademyUnknown,
    OperationUnknown,
    CategoryUnexpected,

    /// <summary>Once for each attribute of each reading.</summary>
    AttributeUnknown,
    ValueTooLong,
    ControlCharacter,
    KeyMissing,
    KeyMalformed,

    /// <summary>The first record of a key stands.</summary>
    KeyTwice,
    NameMissing,
    DateImpossible,
    CivilityUnknown,
    PostingMalformed,

    /// <summary>A posting in a structure that no feed described.</summary>
    StructureUnknown,

    /// <summary>A person in no structure that a feed described.</summary>
    NoKnownStructure,
    UaiMissing,
    UaiMalformed,

    /// <summary>Replacement zones; accepted.</summary>
    UaiLetterWrong,

    /// <summary>Two structures under one UAI; the first one stands, and people of the second serve there too.</summary>
    UaiTwice,
    ColumnMissing,
    RowMalformed,
    NumenMalformed,

    /// <summary>One NUMEN, several people: nobody gets it.</summary>
    NumenShared,

    /// <summary>Ends before it starts.</summary>
    ServiceReversed,
}
