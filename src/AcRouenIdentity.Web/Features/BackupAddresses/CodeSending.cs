using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

public abstract record CodeSending
{
    private CodeSending()
    {
    }

    public sealed record Sent(OutsideAddress Address) : CodeSending;

    public sealed record NotAnAddress : CodeSending;

    /// <summary>It is in a domain of the académie.</summary>
    public sealed record OwnDomain(string Domain) : CodeSending;

    /// <summary>It is theirs already.</summary>
    public sealed record AlreadyTheirs : CodeSending;

    /// <summary>The person has as many as they may.</summary>
    public sealed record Full(int Most) : CodeSending;

    public sealed record TooMany(TimeSpan Wait) : CodeSending;

    /// <summary>The address to confirm, or the one that would confirm it, is not theirs or not in that state any more.</summary>
    public sealed record Gone : CodeSending;
}

public enum CodeVerdict
{
    /// <summary>The address may serve a recovery from now on.</summary>
    Serves,

    /// <summary>The address is recorded, and may serve a recovery later.</summary>
    Waits,
    Missing,
    Wrong,

    /// <summary>None is waited for any more: too old, tried too often, used, or never asked for here.</summary>
    NoneGood,

    /// <summary>The person has as many as they may, meanwhile.</summary>
    Full,
}

/// <summary>A code that is waited for in this browser.</summary>
/// <param name="Confirms">As in <see cref="Domain.Codes.MailCode.Confirms"/>.</param>
public sealed record PendingCode(OutsideAddress SentTo, long? Confirms);
