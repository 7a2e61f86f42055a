using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.SecondFactors;
using AcRouenIdentity.Web.Features.SecondFactors.Apps;
using AcRouenIdentity.Web.Features.SecondFactors.Codes;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SecondFactors;

public abstract record SecondFactorVerdict
{
    private SecondFactorVerdict()
    {
    }

    /// <param name="Methods">What it is worth beside the first factor, as <c>amr</c> values.</param>
    public sealed record Accepted(string Methods) : SecondFactorVerdict;

    public sealed record Refused : SecondFactorVerdict;

    public sealed record Wait(TimeSpan For) : SecondFactorVerdict;
}

/// <summary>Checks the code that somebody gives beside their password. Tries are counted per person and per source, apart from those of passwords.</summary>
public sealed class SecondFactorProof(
    IdentityDb db, AppSecrets secrets, RecoveryCodes recovery, AttemptLimiter attempts, RefusalTally refusals, AccountBook accounts, TimeProvider clock)
{
    /// <param name="typed">Six digits of the application.</param>
    public Task<SecondFactorVerdict> CheckAppAsync(Person person, string? typed, string source, CancellationToken cancellationToken) =>
        CheckAsync(person, source, AuthenticationMethods.AuthenticatorApp, () => UseAppAsync(person, typed ?? "", cancellationToken), cancellationToken);

    /// <param name="typed">A code of the sheet.</param>
    public Task<SecondFactorVerdict> CheckRecoveryCodeAsync(Person person, string? typed, string source, CancellationToken cancellationToken) =>
        CheckAsync(person, source, AuthenticationMethods.RecoveryCode, () => recovery.SpendAsync(person, typed, cancellationToken), cancellationToken);

    private async Task<SecondFactorVerdict> CheckAsync(Person person, string source, string methods, Func<Task<bool>> isRight, CancellationToken cancellationToken)
    {
        var origin = new AttemptOrigin($"second-factor\0{person.Key}", source, Device: null, AttemptSchedule.StrangersAtSecondFactor);
        switch (await attempts.ReserveAsync(origin, cancellationToken))
        {
            case AttemptReservation.Wait wait:
                refusals.Count(accounts.SubjectOf(person), SignInRefusal.TooManyTries);
                return new SecondFactorVerdict.Wait(wait.For);
            case AttemptReservation.Admitted admitted when await isRight():
                await attempts.SucceedAsync(admitted, cancellationToken);
                return new SecondFactorVerdict.Accepted(methods);
            default:
                refusals.Count(accounts.SubjectOf(person), SignInRefusal.WrongSecondFactor);
                return new SecondFactorVerdict.Refused();
        }
    }

    private async Task<bool> UseAppAsync(Person person, string typed, CancellationToken cancellationToken)
    {
        var (subject, now) = (accounts.SubjectOf(person), clock.GetUtcNow());
        return await db.AuthenticatorApps.SingleOrDefaultAsync(app => app.Subject == subject, cancellationToken) is { } app
            && TimeCodes.Match(secrets.Open(app), typed, now) is { } step
            && app.TryUse(step, now)
            && await db.TrySaveAsync(cancellationToken);
    }
}
