using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Alarms;

/// <summary>Blocks accounts that somebody else may be in, and opens them again. The alarm itself is what makes sessions worthless; that they end tells the applications.</summary>
public sealed class AccountAlarms(
    IdentityDb db, AuditTrail audit, AccountBook accounts, AccountQuestions questions, UnfinishedProofs unfinished, SessionEnding ending, IAccountNotices notices, TimeProvider clock, IOptions<AlarmOptions> options)
{
    /// <summary>Saves it with all that the caller has to save: sessions, tokens and half-proven sign-ins end, and every address is told.</summary>
    /// <exception cref="DbUpdateException">Nothing was saved; in a conflict, because another save came first.</exception>
    public async Task RaiseAsync(Person person, AccountAlarm alarm, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = await GetTrackedAsync(person, cancellationToken);
        account.Raise(alarm, now);
        if (alarm is AccountAlarm.Hacked)
            account.CloseMail(now + options.Value.MailClosedFor);
        audit.Record(new AuditEvent.AlarmRaised(account.Subject, alarm));
        await notices.TellAsync(person, alarm is AccountAlarm.Hacked ? AccountChange.AccountHacked : AccountChange.AccountContested, cancellationToken);
        await unfinished.EndAsync(person.Key, cancellationToken);
        await ending.EndAllAsync(account.Subject, SessionEnd.AccountAlarm, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <returns>Null where the account may be entered.</returns>
    public Task<AccountAlarm?> FindAsync(Person person, CancellationToken cancellationToken) =>
        questions.Alarm(db, person.Key.Value, cancellationToken);

    /// <returns>False where an alarm stands that this right does not outlive.</returns>
    public async Task<bool> AdmitsAsync(PasswordGrant grant, CancellationToken cancellationToken) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.DirectoryKey == grant.DirectoryKey, cancellationToken) is not { } account || account.Admits(grant);

    /// <summary>Adds to what the caller saves that a right was used which outlives the alarm. An alarm raised since that right was given stays.</summary>
    public async Task LiftAsync(Person person, PasswordGrant grant, CancellationToken cancellationToken)
    {
        var account = await GetTrackedAsync(person, cancellationToken);
        if (account.Alarm is not { } alarm || !account.Admits(grant))
            return;
        account.LiftAlarm();
        audit.Record(new AuditEvent.AlarmLifted(account.Subject, alarm));
    }

    /// <returns>Null where applications may read mail with the account.</returns>
    public async Task<DateTimeOffset?> FindMailClosureAsync(string subject, CancellationToken cancellationToken)
    {
        var until = await db.Accounts.Where(account => account.Subject == subject).Select(account => account.MailClosedUntil).SingleOrDefaultAsync(cancellationToken);
        return until > clock.GetUtcNow() ? until : null;
    }

    private async Task<Account> GetTrackedAsync(Person person, CancellationToken cancellationToken)
    {
        var subject = (await accounts.GetAsync(person, cancellationToken)).Subject;
        return await db.Accounts.SingleAsync(account => account.Subject == subject, cancellationToken);
    }
}
