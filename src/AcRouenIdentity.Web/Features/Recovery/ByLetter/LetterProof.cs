using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;

namespace AcRouenIdentity.Web.Features.Recovery.ByLetter;

public abstract record LetterVerdict
{
    private LetterVerdict()
    {
    }

    public sealed record Proven : LetterVerdict;

    /// <summary>Said to nobody but whoever holds the whole proof.</summary>
    public sealed record NotHandedOver : LetterVerdict;

    public sealed record Refused : LetterVerdict;

    public sealed record Wait(TimeSpan For) : LetterVerdict;
}

/// <summary>
/// Recovery by a letter: count the try, check INA and code together, and say of a refusal nothing but that it is one. No try ends a letter, and neither does an outage: the password that is chosen does.
/// </summary>
public sealed class LetterProof(IdentityDb db, RecoveryLetters letters, RecoveryTickets tickets, AttemptLimiter attempts, RefusalTally refusals, AccountBook accounts)
{
    /// <exception cref="Domain.Ports.DirectoryUnavailableException">Nothing was checked, and the try does not count.</exception>
    public async Task<LetterVerdict> ProveAsync(HttpContext context, Ina ina, string? typed, RecoveryDestination destination, CancellationToken cancellationToken)
    {
        switch (await attempts.ReserveAsync(new AttemptOrigin($"ina\0{ina.Reveal()}", SourceAddress.Of(context), Device: null), cancellationToken))
        {
            case AttemptReservation.Wait wait:
                return new LetterVerdict.Wait(wait.For);
            case AttemptReservation.Admitted admitted:
                return await AnswerAsync(context, await CheckAsync(ina, typed, admitted, cancellationToken), admitted, destination, cancellationToken);
            default:
                throw new InvalidOperationException("A closed set.");
        }
    }

    private async Task<RecoveryLetterFinding> CheckAsync(Ina ina, string? typed, AttemptReservation.Admitted admitted, CancellationToken cancellationToken)
    {
        try
        {
            return await letters.CheckAsync(ina.Reveal(), typed, cancellationToken);
        }
        catch
        {
            await attempts.WithdrawAsync(admitted, CancellationToken.None);
            throw;
        }
    }

    private async Task<LetterVerdict> AnswerAsync(
        HttpContext context, RecoveryLetterFinding finding, AttemptReservation.Admitted admitted, RecoveryDestination destination, CancellationToken cancellationToken)
    {
        if (finding.Proof is RecoveryLetterProof.Wrong)
        {
            refusals.Count(finding.Person is { } person ? accounts.SubjectOf(person) : null, SignInRefusal.WrongLetter);
            return new LetterVerdict.Refused();
        }

        await attempts.SucceedAsync(admitted, cancellationToken);
        if (finding.Proof is RecoveryLetterProof.NotHandedOver)
            return new LetterVerdict.NotHandedOver();
        tickets.Prove(context, finding.Person!.Key, RecoveryWay.Letter, destination);
        await db.SaveChangesAsync(cancellationToken);
        return new LetterVerdict.Proven();
    }
}
