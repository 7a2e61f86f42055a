namespace AcRouenIdentity.Domain.ApplicationPasswords;

/// <summary>
/// The password of one mail program of a person. The directory has its hash, under <see cref="Id"/>, and mail servers check it there; this row knows whose it is, and stays until the directory
/// has it no more: no end is lost.
/// </summary>
public sealed class ApplicationPassword
{
    /// <summary>Random octets of <see cref="Id"/>.</summary>
    public const int IdBytes = 16;

    /// <summary>How long its entry may still be being added: whatever ends it meanwhile removes the entry until then.</summary>
    public static readonly TimeSpan MakingTime = TimeSpan.FromMinutes(2);

    /// <summary>Random, and the name of its entry in the directory.</summary>
    public required string Id { get; init; }

    /// <summary><c>sub</c> of the person's tokens.</summary>
    public required string Subject { get; init; }

    /// <summary>What its owner calls the program.</summary>
    public required string Name { get; init; }

    /// <summary>Its first group, by which its owner and mail servers tell it from the others; no secret.</summary>
    public required string Beginning { get; init; }

    public required MailUse Use { get; init; }

    /// <summary>A number that no other has while it is good: so many at most. Null once it has ended.</summary>
    public required int? Slot { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its entry was known to stand in the directory; null until then.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>As far as the directory tells it: within the hour.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public ApplicationPasswordEnd? EndedBy { get; init; }

    /// <summary>Nothing can add its entry any more.</summary>
    public bool IsSettled(DateTimeOffset now) => ReadyAt is not null || CreatedAt + MakingTime <= now;
}

/// <summary>What a mail program does with its password; it opens nothing else.</summary>
public enum MailUse
{
    ReadAndSend,
    Read,
    Send,
}

public enum ApplicationPasswordEnd
{
    EndedByOwner,

    /// <summary>The password of the account is another.</summary>
    PasswordChange,
    AccountClosed,

    /// <summary>The account is blocked (<see cref="People.AccountAlarm"/>).</summary>
    AccountAlarm,

    /// <summary>The assistance ended it for its owner.</summary>
    EndedByAssistance,

    /// <summary>No mail program used it for too long.</summary>
    Unused,

    /// <summary>The académie takes none any more.</summary>
    SwitchedOff,

    /// <summary>It was never shown: the directory fell silent while it was made.</summary>
    Unfinished,
}
