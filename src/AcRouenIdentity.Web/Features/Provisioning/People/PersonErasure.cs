using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

/// <summary>Takes out of the database what says who somebody was, in the caller's transaction. Login and address stay reserved, and the trail keeps its events.</summary>
internal static class PersonErasure
{
    /// <param name="subject"><c>sub</c> of their tokens.</param>
    public static async Task ForgetAsync(this IdentityDb db, DirectoryKey person, string subject, CancellationToken cancellationToken)
    {
        var key = person.Value;
        await db.ForgetWaysInAsync(key, subject, cancellationToken);
        await db.Inas.Where(ina => ina.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.Cases.Where(row => row.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.LetterRequests.Where(request => request.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.UnlistedPeople.Where(unlisted => unlisted.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.Accounts.Where(account => account.DirectoryKey == key).ExecuteUpdateAsync(
            update => update.SetProperty(account => account.Language, (string?)null).SetProperty(account => account.NameForm, (NameForm?)null),
            cancellationToken);
        await db.PersonChanges.Where(change => change.DirectoryKey == key).ExecuteUpdateAsync(
            update => update
                .SetProperty(change => change.Name, (string?)null)
                .SetProperty(change => change.Before, (string?)null)
                .SetProperty(change => change.After, (string?)null)
                .SetProperty(change => change.Establishments, ""),
            cancellationToken);
    }

    private static async Task ForgetWaysInAsync(this IdentityDb db, string key, string subject, CancellationToken cancellationToken)
    {
        await db.BackupAddresses.Where(address => address.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.MailCodes.Where(code => code.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.RecoveryTickets.Where(ticket => ticket.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.AssistanceCodes.Where(code => code.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.ContestCodes.Where(code => code.DirectoryKey == key).ExecuteDeleteAsync(cancellationToken);
        await db.Passkeys.Where(passkey => passkey.Subject == subject).ExecuteDeleteAsync(cancellationToken);
        await db.AuthenticatorApps.Where(app => app.Subject == subject).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Consent>().Where(consent => consent.Subject == subject).ExecuteDeleteAsync(cancellationToken);
        // Rows stay until the directory has lost the passwords, which ended long before.
        await db.ApplicationPasswords.Where(password => password.Subject == subject).ExecuteUpdateAsync(update => update.SetProperty(password => password.Name, ""), cancellationToken);
        await db.RecoveryCodes.Where(code => code.Subject == subject).ExecuteDeleteAsync(cancellationToken);
    }
}
