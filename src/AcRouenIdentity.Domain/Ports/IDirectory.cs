using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>
/// The academic directory, in terms of people. Every method throws <see cref="DirectoryUnavailableException"/> for an outage, a time-out or an answer
/// that makes no sense: an outage is never a wrong password.
/// </summary>
public interface IDirectory
{
    /// <summary>The person of that name, or null. Names found twice are nobody's, and logged.</summary>
    Task<Person?> FindAsync(SignInName name, CancellationToken cancellationToken);

    Task<Person?> FindAsync(DirectoryKey key, CancellationToken cancellationToken);

    /// <summary>Those of the asked establishments that the directory knows.</summary>
    Task<IReadOnlyList<Establishment>> FindEstablishmentsAsync(IReadOnlyCollection<Rne> rnes, CancellationToken cancellationToken);

    /// <summary>Checks a password by an LDAP bind. A null person costs the directory the same work (a decoy entry) and is refused.</summary>
    Task<PasswordCheck> CheckPasswordAsync(Person? person, string password, CancellationToken cancellationToken);

    /// <summary>Sets the password that the person chose and clears any obligation to change it. The directory hashes it.</summary>
    Task<PasswordChange> ChangePasswordAsync(Person person, string newPassword, CancellationToken cancellationToken);

    /// <summary>Completes when the directory answers the service account.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}

/// <summary>What the directory says of a password (draft-behera-ldap-password-policy).</summary>
public abstract record PasswordCheck
{
    private PasswordCheck()
    {
    }

    /// <summary>Right. <paramref name="ExpiresIn"/>: time left, where the directory warns.</summary>
    public sealed record Accepted(TimeSpan? ExpiresIn) : PasswordCheck;

    /// <summary>Right, but the person must choose another before anything else.</summary>
    public sealed record MustChange(MustChangeReason Reason) : PasswordCheck;

    /// <summary>Wrong, or nobody's.</summary>
    public sealed record Refused : PasswordCheck;

    /// <summary>Locked by the directory, whatever the password: proves nothing.</summary>
    public sealed record Locked : PasswordCheck;

    public T Match<T>(Func<Accepted, T> accepted, Func<MustChange, T> mustChange, Func<Refused, T> refused, Func<Locked, T> locked) => this switch
    {
        Accepted outcome => accepted(outcome),
        MustChange outcome => mustChange(outcome),
        Refused outcome => refused(outcome),
        Locked outcome => locked(outcome),
        _ => throw new InvalidOperationException("A closed set."),
    };
}

public enum MustChangeReason
{
    /// <summary>changeAfterReset: set by an administrator.</summary>
    Reset,

    /// <summary>passwordExpired, no grace left.</summary>
    Expired,

    /// <summary>Expired, signed in on a grace login.</summary>
    Grace,
}

public enum PasswordChange
{
    Changed,

    /// <summary>The directory's own policy finds it too short or too weak.</summary>
    RefusedAsWeak,

    /// <summary>Used before (pwdInHistory).</summary>
    RefusedAsUsedBefore,

    /// <summary>Too young to change, or changes are not allowed on this account.</summary>
    RefusedByPolicy,
}

/// <summary>The directory could not answer. The message is for the log; people see a page with a reference.</summary>
public sealed class DirectoryUnavailableException : Exception
{
    public DirectoryUnavailableException()
    {
    }

    public DirectoryUnavailableException(string message)
        : base(message)
    {
    }

    public DirectoryUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
