using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery.ByMail;

public abstract record MailCodeVerdict
{
    private MailCodeVerdict()
    {
    }

    public sealed record Proven(RecoveryTicket Ticket) : MailCodeVerdict;

    public sealed record Refused : MailCodeVerdict;

    /// <summary>No code is waited for in this browser, or no longer.</summary>
    public sealed record NoneAwaited : MailCodeVerdict;

    public sealed record Wait(TimeSpan For) : MailCodeVerdict;
}

/// <summary>Checks the code of a mail in the browser that asked for it. Tries are counted before they are looked at, whether a code has left or not.</summary>
public sealed class MailCodeProof(
    IdentityDb db, RecoveryTickets tickets, MailCodes codes, AttemptLimiter attempts, RefusalTally refusals, AccountBook accounts, IOptions<RecoveryOptions> options, TimeProvider clock)
{
    public async Task<MailCodeVerdict> RedeemAsync(HttpContext context, string? typed, CancellationToken cancellationToken)
    {
        if (await attempts.CountAsync("recovery code", SourceAddress.Of(context), AttemptSchedule.OneSource, cancellationToken) is { Ticks: > 0 } wait)
            return new MailCodeVerdict.Wait(wait);
        if (await CountTryAsync(context, cancellationToken) is not { } counted)
            return new MailCodeVerdict.NoneAwaited();
        if (codes.IsRight(counted, typed))
            return await ProveAsync(context, cancellationToken) is { } proven ? new MailCodeVerdict.Proven(proven) : new MailCodeVerdict.NoneAwaited();

        refusals.Count(counted.DirectoryKey is { } key ? accounts.SubjectOf(new DirectoryKey(key)) : null, SignInRefusal.WrongRecoveryCode);
        return new MailCodeVerdict.Refused();
    }

    /// <summary>Of many tries at once each has its turn, or none.</summary>
    private async Task<RecoveryTicket?> CountTryAsync(HttpContext context, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < RecoveryTicket.MostTries; turn++)
        {
            if (await tickets.FindAsync(context, cancellationToken) is not { } ticket || !ticket.Awaits(clock.GetUtcNow()))
                return null;
            ticket.CountTry();
            if (await db.TrySaveAsync(cancellationToken))
                return ticket;
        }

        return null;
    }

    /// <returns>Null where another answer of this browser, or a newer code, came first.</returns>
    private async Task<RecoveryTicket?> ProveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(context, cancellationToken) is not { State: RecoveryState.Awaiting } ticket)
            return null;
        ticket.Prove(clock.GetUtcNow() + options.Value.SecondProofWithin);
        return await db.TrySaveAsync(cancellationToken) ? ticket : null;
    }
}
