using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>Finds the recovery of a browser. The token stands in a cookie, the database has its hash; a new one takes the place of the one before.</summary>
public sealed class RecoveryTickets(IdentityDb db, ISecretGenerator secrets, IOptions<RecoveryOptions> options, TimeProvider clock)
{
    /// <summary>Lax, so that the link of a mail finds the recovery that it belongs to.</summary>
    private static readonly TokenCookie Cookie = new("acrouen-depannage", SameSiteMode.Lax);

    /// <summary>Adds one that waits for a code to what the caller saves.</summary>
    public RecoveryTicket Ask(HttpContext context, RecoveryWay way, RecoveryDestination destination) =>
        Add(RecoveryTicket.Asked(Beginning(context, way, destination), options.Value.MailCodeLifetime));

    /// <summary>Adds one whose way is proven to what the caller saves.</summary>
    public RecoveryTicket Prove(HttpContext context, DirectoryKey person, RecoveryWay way, RecoveryDestination destination) =>
        Add(RecoveryTicket.ProvenBy(Beginning(context, way, destination), person.Value, options.Value.SecondProofWithin));

    /// <summary>That of this browser, tracked; null where it has none. It may be over.</summary>
    public async Task<RecoveryTicket?> FindAsync(HttpContext context, CancellationToken cancellationToken) =>
        Cookie.HashIn(context) is { } hash ? await db.RecoveryTickets.SingleOrDefaultAsync(ticket => ticket.TokenHash == hash, cancellationToken) : null;

    public async Task<RecoveryTicket?> FindProvenAsync(HttpContext context, CancellationToken cancellationToken) =>
        await FindAsync(context, cancellationToken) is { } ticket && ticket.IsProven(clock.GetUtcNow()) ? ticket : null;

    private RecoveryBeginning Beginning(HttpContext context, RecoveryWay way, RecoveryDestination destination) =>
        new(Cookie.Give(context, secrets), way, destination.ReturnTo, destination.Entry, clock.GetUtcNow());

    private RecoveryTicket Add(RecoveryTicket ticket)
    {
        db.Add(ticket);
        return ticket;
    }
}
