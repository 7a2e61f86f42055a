using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>Knows the account, and so the opaque subject, of each person of the directory; opens it when they are first seen.</summary>
public sealed class AccountBook(IdentityDb db, AccountQuestions questions, AuditTrail audit, KeyedHash hash, TimeProvider clock)
{
    // 26 characters of base64url: 156 bits.
    private const int SubjectLength = 26;

    public async Task<Account> GetAsync(Person person, CancellationToken cancellationToken) =>
        await FindAsync(person.Key, cancellationToken) ?? await CreateAsync(person, cancellationToken);

    /// <summary>Opaque and the same for ever: derived from the directory key under the provider's own key.</summary>
    public string SubjectOf(Person person) => SubjectOf(person.Key);

    public string SubjectOf(DirectoryKey key) => hash.Of("subject", key.Value)[..SubjectLength];

    private Task<Account?> FindAsync(DirectoryKey key, CancellationToken cancellationToken) =>
        questions.Account(db, key.Value, cancellationToken);

    private async Task<Account> CreateAsync(Person person, CancellationToken cancellationToken)
    {
        var account = new Account
        {
            Subject = SubjectOf(person),
            DirectoryKey = person.Key.Value,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(account);
        audit.Record(new AuditEvent.AccountCreated(account.Subject));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return account;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            ForgetNew();
            return await FindAsync(person.Key, cancellationToken) ?? throw new InvalidOperationException("An account vanished while it was opened.", exception);
        }
    }

    // What the caller tracks stays tracked.
    private void ForgetNew()
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added).ToList())
            entry.State = EntityState.Detached;
    }
}
