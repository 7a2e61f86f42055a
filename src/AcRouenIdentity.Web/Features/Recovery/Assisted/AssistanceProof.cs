using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.SecondFactors;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;

namespace AcRouenIdentity.Web.Features.Recovery.Assisted;

public abstract record AssistanceVerdict
{
    private AssistanceVerdict()
    {
    }

    public sealed record Proven : AssistanceVerdict;

    public sealed record Refused : AssistanceVerdict;

    public sealed record Wait(TimeSpan For) : AssistanceVerdict;
}

/// <summary>Checks a code of the assistance: as a way of its own, or in the place of a second factor that is lost. Tries are counted per person and per source.</summary>
public sealed class AssistanceProof(
    IdentityDb db, AssistanceCodes codes, RecoveryTickets tickets, IDirectory directory, AttemptLimiter attempts, RefusalTally refusals, AccountBook accounts, TimeProvider clock)
{
    /// <param name="name">Identifiant, address or NUMEN, as typed.</param>
    /// <exception cref="DirectoryUnavailableException">Nothing was checked.</exception>
    public async Task<AssistanceVerdict> ProveAsync(HttpContext context, string name, string? typed, RecoveryDestination destination, CancellationToken cancellationToken)
    {
        var person = SignInName.TryParse(name) is { } signInName ? await directory.FindAsync(signInName, cancellationToken) : null;
        var who = person is null ? $"text\0{name.Trim().ToUpperInvariant()}" : AttemptOrigin.Of(person);
        switch (await attempts.ReserveAsync(new AttemptOrigin(who, SourceAddress.Of(context), Device: null), cancellationToken))
        {
            case AttemptReservation.Wait wait:
                refusals.Count(SubjectOf(person), SignInRefusal.TooManyTries);
                return new AssistanceVerdict.Wait(wait.For);
            case AttemptReservation.Admitted admitted when await SpendAsync(context, person, typed, destination, cancellationToken):
                await attempts.SucceedAsync(admitted, cancellationToken);
                return new AssistanceVerdict.Proven();
            default:
                refusals.Count(SubjectOf(person), SignInRefusal.WrongRecoveryCode);
                return new AssistanceVerdict.Refused();
        }
    }

    private async Task<bool> SpendAsync(HttpContext context, Person? person, string? typed, RecoveryDestination destination, CancellationToken cancellationToken)
    {
        if (await codes.FindAsync(person, typed, cancellationToken) is not { } code || person is not { State: AccountState.Active })
            return false;
        code.Finish(clock.GetUtcNow());
        tickets.Prove(context, person.Key, RecoveryWay.Assistance, destination).Level = code.Level;
        return await db.TrySaveAsync(cancellationToken);
    }

    /// <summary>In the place of a second factor, which is given with the first proof or not at all.</summary>
    public async Task<SecondFactorVerdict> CheckSecondAsync(RecoveryProven recovery, string? typed, string source, CancellationToken cancellationToken)
    {
        if (recovery.Ticket.Way is RecoveryWay.Assistance)
            return new SecondFactorVerdict.Refused();
        var origin = new AttemptOrigin($"second-factor\0{recovery.Person.Key}", source, Device: null, AttemptSchedule.StrangersAtSecondFactor);
        switch (await attempts.ReserveAsync(origin, cancellationToken))
        {
            case AttemptReservation.Wait wait:
                return new SecondFactorVerdict.Wait(wait.For);
            case AttemptReservation.Admitted admitted when await codes.FindAsync(recovery.Person, typed, cancellationToken) is { } code:
                await attempts.SucceedAsync(admitted, cancellationToken);
                // Saved with the right that it gives: nothing is tracked any more after a counter was saved.
                db.Attach(code).Entity.Finish(clock.GetUtcNow());
                return new SecondFactorVerdict.Accepted(AuthenticationMethods.RecoveryCode);
            default:
                refusals.Count(SubjectOf(recovery.Person), SignInRefusal.WrongRecoveryCode);
                return new SecondFactorVerdict.Refused();
        }
    }

    private string? SubjectOf(Person? person) => person is null ? null : accounts.SubjectOf(person);
}
