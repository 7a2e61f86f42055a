using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>
/// Writes people and establishments into the academic directory. What is written twice is written once, so that whoever does not know whether a write arrived
/// repeats it. Every method throws <see cref="DirectoryUnavailableException"/> for an outage: the outcome is then unknown. Passwords are none of its business: an entry that it adds has none.
/// </summary>
public interface IPeopleEntries
{
    /// <summary>Adds the entry of somebody who has a login. An entry with that key already there is brought to be the same, and keeps its password.</summary>
    Task<EntryWriting> AddAsync(KnownPerson person, CancellationToken cancellationToken);

    /// <summary>Brings the entry of that person to be as told, where it keeps that: state, names, postings... What this directory has that feeds do not say (title, language) stays.</summary>
    Task<EntryWriting> ReplaceAsync(KnownPerson person, CancellationToken cancellationToken);

    /// <summary>Takes the NUMEN away from a person, so that it can be given to another.</summary>
    Task<EntryWriting> RemoveNumenAsync(DirectoryKey key, CancellationToken cancellationToken);

    /// <summary>Says whether the mailbox of a person receives, where the directory keeps that.</summary>
    Task<EntryWriting> SetMailboxAsync(DirectoryKey key, MailboxState state, CancellationToken cancellationToken);

    /// <summary>Removes the entry with all that it holds. An entry that is not there is no failure.</summary>
    Task<EntryWriting> RemoveAsync(DirectoryKey key, CancellationToken cancellationToken);

    /// <summary>Those of a feed that the directory does not have, or keeps otherwise.</summary>
    Task<IReadOnlyList<FeedEstablishment>> FindDifferentAsync(IReadOnlyCollection<FeedEstablishment> establishments, CancellationToken cancellationToken);

    /// <summary>Adds or replaces an establishment.</summary>
    Task<EntryWriting> PutAsync(FeedEstablishment establishment, CancellationToken cancellationToken);
}

public enum EntryWriting
{
    Written,

    /// <summary>No entry has that key.</summary>
    EntryGone,

    /// <summary>The entry of that name has another key, or none.</summary>
    NameTaken,

    /// <summary>The directory answered and said no: schema, access, constraint. Logged.</summary>
    Refused,
}

public enum MailboxState
{
    Receives,
    Closed,
}
