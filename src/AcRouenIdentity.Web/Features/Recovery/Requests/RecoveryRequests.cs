using System.Globalization;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery.Requests;

/// <summary>Wakes whoever decides requests on this node.</summary>
public sealed class RecoverySignal : WakeUp;

/// <summary>Takes requests down, and looks at nothing of them: what answers is the same, and costs the same, whoever is meant.</summary>
public sealed class RecoveryRequests(
    IdentityDb db, RecoveryClaims claims, RecoveryTickets tickets, RecoveryFlood flood, AttemptLimiter attempts, RecoverySignal signal, IOptions<RecoveryOptions> options, TimeProvider clock)
{
    /// <summary>An outage of a day loses no letter; whoever wants a code asks again long before.</summary>
    private static readonly TimeSpan LetterLifetime = TimeSpan.FromHours(24);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <returns>Zero where it is taken down; else how long to wait, which says something of the source alone.</returns>
    public async Task<TimeSpan> AskForCodeAsync(HttpContext context, MailCodeClaim claim, RecoveryDestination destination, CancellationToken cancellationToken)
    {
        if (await WaitAsync(context, cancellationToken) is { Ticks: > 0 } wait)
            return wait;
        var ticket = tickets.Ask(context, RecoveryWay.BackupAddress, destination);
        return await AddAsync(context, RecoveryRequestKind.MailCode, claims.Close(claim), ticket.TokenHash, options.Value.MailCodeLifetime, cancellationToken);
    }

    /// <returns>As for <see cref="AskForCodeAsync"/>.</returns>
    public async Task<TimeSpan> AskForLetterAsync(HttpContext context, LetterClaim claim, CancellationToken cancellationToken)
    {
        if (await WaitAsync(context, cancellationToken) is { Ticks: > 0 } wait)
            return wait;
        return await AddAsync(context, RecoveryRequestKind.Letter, claims.Close(claim), ticketHash: null, LetterLifetime, cancellationToken);
    }

    private async Task<TimeSpan> WaitAsync(HttpContext context, CancellationToken cancellationToken) =>
        flood.TryTake() ? await attempts.CountAsync("recovery", SourceAddress.Of(context), AttemptSchedule.RecoveryRequests, cancellationToken) : Moment;

    private async Task<TimeSpan> AddAsync(HttpContext context, RecoveryRequestKind kind, string content, string? ticketHash, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        db.Add(new RecoveryRequest
        {
            Kind = kind,
            Protected = content,
            TicketHash = ticketHash,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Source = SourceAddress.Of(context),
            AskedAt = clock.GetUtcNow(),
            TakenBy = Worker.Mine,
            TakenUntil = clock.GetUtcNow() + Lease,
            ExpiresAt = clock.GetUtcNow() + lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        signal.Raise();
        return TimeSpan.Zero;
    }
}
