namespace AcRouenIdentity.Domain.Mail;

/// <summary>
/// A mail of the outbox, saved with the change that it tells of, so that no crash loses it. A crash between its sending and the note of it may send it twice.
/// What it says is erased as soon as it is sent or given up.
/// </summary>
public sealed class OutgoingMail
{
    /// <summary>Waits after the first, second, ... try; the last one repeats until the mail expires. The first are short: somebody waits for a code.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];

    /// <summary>Random; the local part of its Message-ID, so that a mail sent twice can be recognised.</summary>
    public required string Id { get; init; }

    public required MailKind Kind { get; init; }

    /// <summary>Recipient and content encrypted together, so that who writes to the database cannot send one person's code to another. Null once closed.</summary>
    public required string? Protected { get; set; }

    /// <summary>Directory key of the person of the académie who reads it; null for anybody else.</summary>
    public string? Reader { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>From then on nobody wants it: the code in it has expired, or it was tried long enough.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset NextTryAt { get; set; }

    /// <summary>The batch that has it in hand, on whichever node.</summary>
    public string? LeasedBy { get; set; }

    /// <summary>Past it another batch may take the mail: the node crashed, or it is late and the mail goes twice.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    public int Tries { get; private set; }

    /// <summary>Why the last try failed: the code of the server, or one word of ours. Never what the server said, which repeats addresses.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public MailOutcome? Outcome { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    public bool HasExpired(DateTimeOffset now) => ExpiresAt <= now;

    public void NoteSent(DateTimeOffset now)
    {
        Tries++;
        LastError = null;
        Close(MailOutcome.Sent, now);
    }

    /// <summary>The server will never take this mail.</summary>
    public void NoteRefused(string error, DateTimeOffset now)
    {
        Tries++;
        LastError = error;
        Close(MailOutcome.Refused, now);
    }

    /// <summary>Waits for the next try, longer each time; expires where that would come too late.</summary>
    public void Postpone(string error, DateTimeOffset now)
    {
        NextTryAt = now + Waits[Math.Min(Tries, Waits.Length - 1)];
        Tries++;
        LastError = error;
        if (HasExpired(NextTryAt))
            Close(MailOutcome.Expired, now);
        else
            Release();
    }

    /// <summary>Nothing was tried: whoever comes next may take it.</summary>
    public void Release()
    {
        LeasedBy = null;
        LeasedUntil = null;
        Version++;
    }

    public void Close(MailOutcome outcome, DateTimeOffset now)
    {
        Outcome = outcome;
        ClosedAt = now;
        Protected = null;
        Release();
    }
}

public enum MailOutcome
{
    /// <summary>The relay took it.</summary>
    Sent,

    /// <summary>The relay will never take it: no such mailbox, a message it does not want.</summary>
    Refused,

    /// <summary>It could not be sent while it was worth something.</summary>
    Expired,

    /// <summary>The keys that open it are gone.</summary>
    Unreadable,
}
