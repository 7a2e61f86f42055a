using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Provisioning.Records;

/// <summary>
/// What the database keeps of a person beside the directory: the facts for which a directory has no place, what was decided about the account, and what people are searched
/// by. The directory stays right about what it keeps.
/// </summary>
public sealed class PersonRecord
{
    public required string DirectoryKey { get; init; }

    /// <summary>What feeds call the person; null for delegated people whom no feed names.</summary>
    public string? FeedKey { get; set; }

    public string? Login { get; set; }

    public string? Address { get; set; }

    public required string GivenName { get; set; }

    public required string Surname { get; set; }

    /// <summary>Names, login and address without accents and case, between spaces: what a search looks into.</summary>
    public required string SearchText { get; set; }

    /// <summary>One a line.</summary>
    public string? OtherGivenNames { get; set; }

    public Civility? Civility { get; set; }

    public bool? IsTeacher { get; set; }

    public string? MainEstablishment { get; set; }

    /// <summary>UAI of all establishments, each between semicolons: <c>;0769001W;0279001M;</c>.</summary>
    public string Establishments { get; set; } = "";

    /// <summary>One a line: establishment, function, its label, discipline, its label, between dollars.</summary>
    public string? Postings { get; set; }

    public AccountState State { get; set; }

    public AccountState? ClosedFrom { get; set; }

    public SuspensionOrigin? SuspendedBy { get; set; }

    public string? SuspensionReason { get; set; }

    /// <summary>Last day of a suspension, included; null for one without end.</summary>
    public DateOnly? SuspendedUntil { get; set; }

    public DepartureReason? DepartureReason { get; set; }

    public DateOnly? DepartureOn { get; set; }

    /// <summary>When the account was closed for good; what is kept is erased some time after.</summary>
    public DateTimeOffset? DepartedAt { get; set; }

    /// <summary>A closed account whose mailbox still receives; null for open ones and for those whose mailbox is closed.</summary>
    public DateOnly? MailUntil { get; set; }

    public DateOnly? ServiceStart { get; set; }

    public DateOnly? ServiceEnd { get; set; }

    /// <summary>NUMEN, birth name, birth date and postal address, encrypted under a purpose of their own.</summary>
    public required string Confidential { get; set; }

    /// <summary>Login of who asked for a person whom no feed names.</summary>
    public string? DelegatedBy { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Two who change one record at once: the second reads again.</summary>
    public int Version { get; set; }
}
