using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>Knows the account, and so the opaque subject, of each person of the directory; opens it when they are first seen.</summary>
public sealed class AccountBook(IdentityDb db, KeyedHash hash, TimeProvider clock)
{
    public async Task<Account> GetAsync(Person person, CancellationToken cancellationToken) =>
        await FindAsync(person.Key, cancellationToken) ?? await CreateAsync(person, cancellationToken);

    private Task<Account?> FindAsync(DirectoryKey key, CancellationToken cancellationToken) =>
        db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.DirectoryKey == key.Value, cancellationToken);

    private async Task<Account> CreateAsync(Person person, CancellationToken cancellationToken)
    {
        var account = new Account
        {
            Subject = hash.Of("subject", person.Key.Value)[..26],
            DirectoryKey = person.Key.Value,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(account);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return account;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            db.Entry(account).State = EntityState.Detached;
            return await FindAsync(person.Key, cancellationToken) ?? throw new InvalidOperationException("An account vanished while it was opened.", exception);
        }
    }
}
