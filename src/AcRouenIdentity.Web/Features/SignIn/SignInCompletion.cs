using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.Passwords;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Addresses;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Who somebody was proven to be, and what they wanted.</summary>
/// <param name="Methods">How, as <c>amr</c> values.</param>
/// <param name="MustChange">Another password must be chosen first; null where the one there is will do.</param>
/// <param name="ReturnTo">Local path.</param>
public sealed record ProvenSignIn(Person Person, string Methods, DeviceKind Device, MustChangeReason? MustChange, string ReturnTo);

/// <summary>
/// What follows a proof, in this order: the second factor where one is asked for, why nobody enters a blocked account, another password where one must be chosen, the session.
/// </summary>
public sealed class SignInCompletion(
    AccountFactors factors,
    AccountBook accounts,
    AccountAlarms alarms,
    PendingSignIns pending,
    PasswordGrants grants,
    SessionOpening opening,
    KnownDevices devices,
    RefusalTally refusals)
{
    /// <returns>Local address to go on to.</returns>
    public async Task<string> ContinueAsync(HttpContext context, ProvenSignIn proven, CancellationToken cancellationToken)
    {
        if (!AuthenticationMethods.AreMultiFactor(proven.Methods) && await factors.AreAskedOfAsync(proven.Person, cancellationToken))
            return await AskAsync(context, proven, cancellationToken);
        if (await alarms.FindAsync(proven.Person, cancellationToken) is { } alarm)
            return Refuse(proven.Person, alarm);
        if (proven.MustChange is { } reason)
            return await LetChooseAsync(context, proven, reason, cancellationToken);

        await opening.OpenAsync(context, proven.Person, proven.Device, proven.Methods, cancellationToken);
        if (proven.Device is DeviceKind.Personal)
            devices.Remember(context, proven.Person);
        return proven.ReturnTo;
    }

    private string Refuse(Person person, AccountAlarm alarm)
    {
        refusals.Count(accounts.SubjectOf(person), SignInRefusal.AccountAlarmed);
        return AlarmPaths.For(alarm);
    }

    private async Task<string> AskAsync(HttpContext context, ProvenSignIn proven, CancellationToken cancellationToken)
    {
        await pending.PutAsync(context, proven, accounts.SubjectOf(proven.Person), cancellationToken);
        return SignInPaths.ForSecondFactor(proven.ReturnTo);
    }

    private async Task<string> LetChooseAsync(HttpContext context, ProvenSignIn proven, MustChangeReason due, CancellationToken cancellationToken)
    {
        var reason = due is MustChangeReason.Reset ? PasswordGrantReason.SetByAdministrator : PasswordGrantReason.Expired;
        await grants.IssueAsync(context, proven.Person, new PasswordRight(reason, proven.Methods, SignInPaths.AfterChoice(proven.ReturnTo, proven.Device)), cancellationToken);
        return PasswordGrants.ChoicePage;
    }
}
