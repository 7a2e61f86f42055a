using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.Passwords;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Addresses;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>What follows a proven way, whichever it was: the second proof where one is asked of the person, then the one page that sets a password.</summary>
public sealed class RecoveryCompletion(
    IdentityDb db, RecoveryTickets tickets, IDirectory directory, AccountFactors factors, PasswordGrants grants, AccountAlarms alarms, AccountBook accounts, AuditTrail audit)
{
    /// <summary>Goes on where nothing more is asked of the person; else to where they are asked.</summary>
    /// <returns>Local address to go on to; null where there is nothing to go on with in this browser, or no longer.</returns>
    /// <exception cref="DirectoryUnavailableException">What was proven stays proven.</exception>
    public async Task<string?> ContinueAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, cancellationToken) is not { } recovery)
            return null;
        return await factors.AreAskedOfAsync(recovery.Person, cancellationToken) ? $"~{RecoveryPaths.SecondFactor}" : await FinishAsync(context, recovery, MethodsOf(recovery.Ticket.Way), cancellationToken);
    }

    /// <param name="second">The second proof, as <c>amr</c> values.</param>
    /// <returns>As for <see cref="ContinueAsync"/>.</returns>
    public async Task<string?> FinishAsync(HttpContext context, string second, CancellationToken cancellationToken) =>
        await FindAsync(context, cancellationToken) is { } recovery
            ? await FinishAsync(context, recovery, AuthenticationMethods.Join(MethodsOf(recovery.Ticket.Way), second), cancellationToken)
            : null;

    /// <returns>Null where nothing is proven in this browser, or no longer, or the account is closed.</returns>
    /// <exception cref="DirectoryUnavailableException">Nobody can say what the account is worth.</exception>
    public async Task<RecoveryProven?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await tickets.FindProvenAsync(context, cancellationToken) is not { } ticket)
            return null;
        return await directory.FindAsync(new DirectoryKey(ticket.DirectoryKey!), cancellationToken) is { State: AccountState.Active } person ? new RecoveryProven(ticket, person) : null;
    }

    private async Task<string?> FinishAsync(HttpContext context, RecoveryProven recovery, string methods, CancellationToken cancellationToken)
    {
        recovery.Ticket.Finish();
        audit.Record(new AuditEvent.RecoveryProven(accounts.SubjectOf(recovery.Person), recovery.Ticket.Way, methods, recovery.Ticket.Level));
        var right = new PasswordRight(PasswordGrantReason.Recovered, methods, SignInPaths.AfterChoice(recovery.Ticket.ReturnTo, DeviceKind.Shared));
        if (recovery.Ticket.IsTheft)
            return await BlockAsync(context, recovery.Person, right, cancellationToken);
        grants.Add(context, recovery.Person, right);
        return await db.TrySaveAsync(cancellationToken) ? PasswordGrants.ChoicePage : null;
    }

    /// <summary>Everything ends at once, before the right is given that outlives it.</summary>
    private async Task<string?> BlockAsync(HttpContext context, Person person, PasswordRight right, CancellationToken cancellationToken)
    {
        if (!await db.TrySaveAsync(cancellationToken))
            return null;
        await alarms.RaiseAsync(person, AccountAlarm.Hacked, cancellationToken);
        await grants.IssueAsync(context, person, right, cancellationToken);
        return PasswordGrants.ChoicePage;
    }

    /// <summary>What the sign-in afterwards is worth. Whoever holds a letter or a code of the assistance then knows the password, and that is all.</summary>
    private static string MethodsOf(RecoveryWay way) => way switch
    {
        RecoveryWay.BackupAddress => AuthenticationMethods.Mail,
        RecoveryWay.Letter or RecoveryWay.Assistance => AuthenticationMethods.Password,
    };
}

/// <summary>A recovery whose way is proven, and whose it is.</summary>
public sealed record RecoveryProven(RecoveryTicket Ticket, Person Person);
