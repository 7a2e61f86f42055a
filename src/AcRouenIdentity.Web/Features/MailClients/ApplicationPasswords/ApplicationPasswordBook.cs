using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;

/// <param name="LastUsedAt">To the hour; null: never, or not known to this moment.</param>
public sealed record OwnApplicationPassword(ApplicationPassword Record, DateTimeOffset? LastUsedAt);

/// <summary>The application passwords that a person has, when they were used, and how their owner ends them.</summary>
public sealed class ApplicationPasswordBook(
    IdentityDb db, IApplicationPasswordEntries entries, ApplicationPasswordEnding ending, ApplicationPasswordSignal removal, AccountBook accounts, IAccountNotices notices)
{
    /// <summary>In the order in which they were made. Their last use is asked of the directory; where it does not answer, it is what was known within the hour.</summary>
    public async Task<IReadOnlyList<OwnApplicationPassword>> FindAsync(Person person, CancellationToken cancellationToken)
    {
        var good = await GoodOf(accounts.SubjectOf(person)).AsNoTracking().OrderBy(password => password.CreatedAt).ToListAsync(cancellationToken);
        if (good.Count == 0)
            return [];
        var uses = await FindUsesAsync(person.Login, cancellationToken);
        return good.ConvertAll(password => new OwnApplicationPassword(password, Later(password.LastUsedAt, uses.GetValueOrDefault(password.Id))));
    }

    public Task<int> CountAsync(string subject, CancellationToken cancellationToken) => GoodOf(subject).CountAsync(cancellationToken);

    /// <returns>False where it is gone, or not theirs.</returns>
    public Task<bool> EndAsync(Person person, string id, CancellationToken cancellationToken) =>
        EndAsync(person, GoodOf(accounts.SubjectOf(person)).Where(password => password.Id == id), cancellationToken);

    /// <returns>False where there was none.</returns>
    public Task<bool> EndAllAsync(Person person, CancellationToken cancellationToken) => EndAsync(person, GoodOf(accounts.SubjectOf(person)), cancellationToken);

    private async Task<bool> EndAsync(Person person, IQueryable<ApplicationPassword> passwords, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ending.EndAsync(passwords, ApplicationPasswordEnd.EndedByOwner, cancellationToken) == 0)
            return false;

        await notices.TellAsync(person, AccountChange.ApplicationPasswordsEnded, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        removal.Raise();
        return true;
    }

    private IQueryable<ApplicationPassword> GoodOf(string subject) =>
        db.ApplicationPasswords.Where(password => password.Subject == subject && password.ReadyAt != null && password.EndedAt == null);

    private async Task<IReadOnlyDictionary<string, DateTimeOffset?>> FindUsesAsync(Login owner, CancellationToken cancellationToken)
    {
        try
        {
            return (await entries.FindAsync(owner, cancellationToken)).ToDictionary(kept => kept.Id, kept => kept.LastUsedAt);
        }
        catch (DirectoryUnavailableException)
        {
            return new Dictionary<string, DateTimeOffset?>();
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
