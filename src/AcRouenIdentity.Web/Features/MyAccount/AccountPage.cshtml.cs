using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.MailClients;
using AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;
using AcRouenIdentity.Web.Features.MyAccount.Sessions;
using AcRouenIdentity.Web.Features.Passkeys;
using AcRouenIdentity.Web.Features.SecondFactors.Apps;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>Is my account safe, and can I get back in if I forget? What is missing, and where each thing is changed.</summary>
[Authorize(AccessPolicies.Staff)]
public sealed class AccountPage(
    IdentityDb db, AccountBook accounts, BackupAddressBook backups, PasskeyBook passkeys, AppBook apps, AccountFactors factors, SecondFactorPolicy policy, SessionBook sessions,
    ApplicationPasswordBook applicationPasswords, IOptions<MailClientsOptions> mail, TimeProvider clock) : PageModel
{
    public string PersonName { get; private set; } = "";

    public string Login { get; private set; } = "";

    public string? Address { get; private set; }

    public IReadOnlyList<OwnAddress> BackupAddresses { get; private set; } = [];

    public IReadOnlyList<string> Passkeys { get; private set; } = [];

    public AuthenticatorApp? App { get; private set; }

    public EnrolledFactors Factors { get; private set; } = EnrolledFactors.None;

    /// <summary>The role of the person requires a second factor and there is none.</summary>
    public bool IsFactorMissing => !Factors.Any && policy.NeedOf(HttpContext.CurrentPerson()) is SecondFactorNeed.Required;

    /// <summary>When the password was last chosen here; null where that is longer ago than the trail is kept.</summary>
    public DateTimeOffset? PasswordChosenAt { get; private set; }

    /// <summary>Browsers that are signed in, this one among them.</summary>
    public int OpenSessions { get; private set; }

    /// <summary>How many mail programs have a password; null where the mail service takes none.</summary>
    public int? ApplicationPasswords { get; private set; }

    /// <summary>One of the addresses would let the person in again today.</summary>
    public bool HasServingAddress => BackupAddresses.Any(Serves);

    public bool IsComplete => HasServingAddress && Passkeys.Count > 0;

    public bool Serves(OwnAddress own) => own.Record.MayServeRecovery(clock.GetUtcNow());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var person = HttpContext.CurrentPerson();
        var subject = accounts.SubjectOf(person);
        (PersonName, Login, Address) = (person.DisplayName, person.Login.ToString(), person.Address?.ToString());
        BackupAddresses = await backups.FindAsync(person.Key, cancellationToken);
        Passkeys = [.. (await passkeys.FindAsync(subject, cancellationToken)).Select(passkey => passkey.Name)];
        App = await apps.FindAsync(person, cancellationToken);
        Factors = await factors.FindAsync(person, cancellationToken);
        PasswordChosenAt = await FindPasswordDayAsync(subject, cancellationToken);
        OpenSessions = await sessions.CountAsync(subject, cancellationToken);
        ApplicationPasswords = mail.Value.Passwords ? await applicationPasswords.CountAsync(subject, cancellationToken) : null;
    }

    private Task<DateTimeOffset?> FindPasswordDayAsync(string subject, CancellationToken cancellationToken) => db.AuditEntries
        .Where(entry => entry.Subject == subject && entry.Kind == AuditKind.PasswordChanged)
        .OrderByDescending(entry => entry.At)
        .Select(entry => (DateTimeOffset?)entry.At)
        .FirstOrDefaultAsync(cancellationToken);
}
