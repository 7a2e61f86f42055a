using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>What each sign-in asks of an account, put into SQL once for the life of the host.</summary>
public sealed class AccountQuestions
{
    /// <summary>By the key of its person in the directory.</summary>
    public Func<IdentityDb, string, CancellationToken, Task<Account?>> Account { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string key, CancellationToken _) => db.Accounts.AsNoTracking().SingleOrDefault(account => account.DirectoryKey == key));

    /// <summary>By the same: null where none stands, or nobody has an account.</summary>
    public Func<IdentityDb, string, CancellationToken, Task<AccountAlarm?>> Alarm { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string key, CancellationToken _) =>
            db.Accounts.Where(account => account.DirectoryKey == key).Select(account => account.Alarm).SingleOrDefault());

    /// <summary>By subject: null where nobody has an account.</summary>
    public Func<IdentityDb, string, CancellationToken, Task<EnrolledFactors?>> Factors { get; } =
        EF.CompileAsyncQuery((IdentityDb db, string subject, CancellationToken _) => db.Accounts.AsNoTracking()
            .Where(account => account.Subject == subject)
            .Select(_ => new EnrolledFactors(
                db.Passkeys.Count(passkey => passkey.Subject == subject),
                db.AuthenticatorApps.Any(app => app.Subject == subject),
                db.RecoveryCodes.Count(code => code.Subject == subject)))
            .SingleOrDefault());
}
