using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Ports;

/// <summary>
/// Application passwords in the directory, where mail servers find and check them by themselves. They stand apart from people: none of them signs anybody in here. Every method throws
/// <see cref="DirectoryUnavailableException"/> for an outage, and for a refusal, which an administrator must mend: the outcome is then unknown, and whoever does not know repeats it.
/// </summary>
public interface IApplicationPasswordEntries
{
    Task AddAsync(ApplicationPasswordEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes it. One that is not there is no failure.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>All that there are, in no order.</summary>
    IAsyncEnumerable<KeptApplicationPassword> ListAsync(CancellationToken cancellationToken);

    /// <summary>Those of one person.</summary>
    Task<IReadOnlyList<KeptApplicationPassword>> FindAsync(Login owner, CancellationToken cancellationToken);
}

/// <param name="Id">Random; see <see cref="ApplicationPassword.Id"/>.</param>
/// <param name="Owner">The mailbox that it opens.</param>
/// <param name="Address">By which mail programs may call the same mailbox; null for whoever has none.</param>
public sealed record ApplicationPasswordEntry(string Id, Login Owner, MailAddress? Address, MailUse Use, ApplicationPasswordText Password);

/// <param name="LastUsedAt">When a mail server last found it right, to the hour; null: never.</param>
public sealed record KeptApplicationPassword(string Id, DateTimeOffset? LastUsedAt);
