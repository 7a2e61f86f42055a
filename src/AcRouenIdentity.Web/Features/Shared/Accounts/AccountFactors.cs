using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>What accounts are proven by beside the password, whichever slice enrols it.</summary>
public sealed class AccountFactors(IdentityDb db, AccountBook accounts, AccountQuestions questions, SecondFactorPolicy policy)
{
    public Task<EnrolledFactors> FindAsync(Person person, CancellationToken cancellationToken) => FindAsync(accounts.SubjectOf(person), cancellationToken);

    /// <summary>A password alone does not sign this person in.</summary>
    public async Task<bool> AreAskedOfAsync(Person person, CancellationToken cancellationToken) =>
        (await FindAsync(person, cancellationToken)).AreAskedFor(policy.NeedOf(person));

    /// <summary>
    /// To be asked before a factor is removed: what the caller saves next fails where another is taken away meanwhile. Recovery codes go with the last one, which they stand in for.
    /// </summary>
    /// <returns>False where it is the last one of somebody who must have one.</returns>
    public async Task<bool> TakeOneAsync(Person person, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(person);
        (await db.Accounts.SingleAsync(account => account.Subject == subject, cancellationToken)).NoteFactorTaken();
        var enrolled = await FindAsync(subject, cancellationToken);
        if (!enrolled.MayLoseOne(policy.NeedOf(person)))
            return false;

        if (enrolled.Count == 1)
            db.RemoveRange(await db.RecoveryCodes.Where(code => code.Subject == subject).ToListAsync(cancellationToken));
        return true;
    }

    private async Task<EnrolledFactors> FindAsync(string subject, CancellationToken cancellationToken) =>
        await questions.Factors(db, subject, cancellationToken) ?? EnrolledFactors.None;
}
