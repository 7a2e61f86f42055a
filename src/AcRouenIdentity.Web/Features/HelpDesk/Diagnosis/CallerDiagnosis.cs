using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.HelpDesk.Acts;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Diagnosis;

/// <summary>What may be wrong with somebody's account, the worst first, from what the service knows. It holds no fact that would verify them.</summary>
public sealed class CallerDiagnosis(
    IdentityDb db, BackupAddressBook addresses, AccountFactors factors, RecentChanges recent, MaintenanceNotice maintenance, AccountBook accounts, TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<Finding>> FindAsync(Person person, CancellationToken cancellationToken)
    {
        List<Finding> found =
        [
            .. await OfAccountAsync(person, cancellationToken),
            .. await OfLettersAsync(person, cancellationToken),
            .. await OfTriesAsync(person, cancellationToken),
            .. maintenance.Current().Select(notice => new Finding(Trouble.Maintenance, TroubleWeight.Possible, notice.Title)),
            .. await OfWaysAsync(person, cancellationToken),
        ];
        return [.. found.OrderBy(finding => finding.Weight)];
    }

    private async Task<IReadOnlyList<Finding>> OfAccountAsync(Person person, CancellationToken cancellationToken)
    {
        var record = await db.People.AsNoTracking().SingleOrDefaultAsync(row => row.DirectoryKey == person.Key.Value, cancellationToken);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.DirectoryKey == person.Key.Value, cancellationToken);
        var found = new List<Finding>();
        if (person.State is AccountState.Suspended)
            found.Add(new Finding(Trouble.Suspended, TroubleWeight.Serious, (object?)record?.SuspendedUntil ?? "", record?.SuspensionReason ?? ""));
        if (person.State is AccountState.Departed)
            found.Add(new Finding(Trouble.Departed, TroubleWeight.Serious, (object?)record?.DepartureOn ?? ""));
        if (account?.Alarm is { } alarm)
            found.Add(new Finding(alarm is AccountAlarm.Contested ? Trouble.Contested : Trouble.Hacked, TroubleWeight.Serious, account.AlarmedAt!.Value));
        if (account?.MailClosedUntil is { } until && until > clock.GetUtcNow())
            found.Add(new Finding(Trouble.MailClosed, TroubleWeight.Serious, until));
        return found;
    }

    private async Task<IReadOnlyList<Finding>> OfLettersAsync(Person person, CancellationToken cancellationToken)
    {
        var key = person.Key.Value;
        var found = new List<Finding>();
        if (await db.LetterRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Slot == key, cancellationToken) is { } waits)
            found.Add(new Finding(Trouble.RecoveryLetterWaits, TroubleWeight.Known, waits.AskedAt));
        if (await LatestAsync(key, LetterKind.Recovery, cancellationToken) is { } recovery && recovery.IsGood(clock.GetUtcNow()))
            found.Add(new Finding(Trouble.RecoveryLetterPrinted, TroubleWeight.Known, recovery.PrintedAt!.Value));
        if (person.State is AccountState.Announced or AccountState.Provisioned)
            found.Add(OfFirstLetter(await LatestAsync(key, LetterKind.FirstAccess, cancellationToken)));
        return found;
    }

    private Finding OfFirstLetter(Letter? letter)
    {
        if (letter is null)
            return new Finding(Trouble.NeverActivated, TroubleWeight.Serious);
        if (!letter.IsGood(clock.GetUtcNow()))
            return new Finding(Trouble.LetterTooOld, TroubleWeight.Serious, letter.PrintedAt!.Value);
        return letter.HandOver is HandOver.HandedOver
            ? new Finding(Trouble.LetterHandedOver, TroubleWeight.Serious, letter.HandOverAt!.Value)
            : new Finding(Trouble.LetterNotHandedOver, TroubleWeight.Serious, letter.PrintedAt!.Value);
    }

    private Task<Letter?> LatestAsync(string key, LetterKind kind, CancellationToken cancellationToken) => db.Letters.AsNoTracking()
        .Where(letter => letter.DirectoryKey == key && letter.Kind == kind && letter.PrintedAt != null)
        .OrderByDescending(letter => letter.Id)
        .FirstOrDefaultAsync(cancellationToken);

    private async Task<IReadOnlyList<Finding>> OfTriesAsync(Person person, CancellationToken cancellationToken)
    {
        var (subject, since) = (accounts.SubjectOf(person), clock.GetUtcNow() - Lately);
        var refused = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && entry.Kind == AuditKind.SignInRefused && entry.At > since)
            .OrderByDescending(entry => entry.At)
            .Select(entry => new { entry.At, entry.Json })
            .ToListAsync(cancellationToken);
        return [.. refused
            .Select(entry => (entry.At, Refusal: RefusedTries.Read(entry.Json)))
            .GroupBy(entry => entry.Refusal.Reason)
            .Select(tries => (What: TroubleOf(tries.Key), Count: tries.Sum(entry => entry.Refusal.Count), Last: tries.First().At))
            .Where(tries => tries.What is not null)
            .Select(tries => new Finding(tries.What!.Value, TroubleWeight.Possible, tries.Count, tries.Last))];
    }

    private static Trouble? TroubleOf(SignInRefusal? reason) => reason switch
    {
        SignInRefusal.WrongPassword or SignInRefusal.Locked => Trouble.WrongPasswords,
        SignInRefusal.TooManyTries => Trouble.TooManyTries,
        SignInRefusal.WrongSecondFactor or SignInRefusal.WrongPasskey => Trouble.WrongSecondFactors,
        SignInRefusal.WrongRecoveryCode or SignInRefusal.WrongLetter or SignInRefusal.LetterNotHandedOver => Trouble.WrongRecoveryCodes,
        _ => null,
    };

    private async Task<IReadOnlyList<Finding>> OfWaysAsync(Person person, CancellationToken cancellationToken)
    {
        var (now, found) = (clock.GetUtcNow(), new List<Finding>());
        var known = await addresses.FindAsync(person.Key, cancellationToken);
        if (known.Count == 0)
            found.Add(new Finding(Trouble.NoBackupAddress, TroubleWeight.Possible));
        else if (!known.Any(own => own.Record.MayServeRecovery(now)))
            found.Add(new Finding(Trouble.BackupAddressWaits, TroubleWeight.Possible, known.Min(own => own.Record.ServesFrom)));
        if (await recent.AreThereAsync(person, cancellationToken))
            found.Add(new Finding(Trouble.AddressesChangedLately, TroubleWeight.Possible));
        var enrolled = await factors.FindAsync(person, cancellationToken);
        if (enrolled.Any)
            found.Add(new Finding(Trouble.SecondFactor, TroubleWeight.Known));
        var subject = accounts.SubjectOf(person);
        if (await db.Sessions.CountAsync(session => session.Subject == subject && session.EndedAt == null && session.ExpiresAt > now, cancellationToken) is > 0 and var open)
            found.Add(new Finding(Trouble.SessionsOpen, TroubleWeight.Known, open));
        return found;
    }
}
