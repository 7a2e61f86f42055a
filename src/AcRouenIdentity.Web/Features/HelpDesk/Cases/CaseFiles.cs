using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

/// <summary>Gives cases to whoever may do in them what they ask for, and to nobody else.</summary>
public sealed class CaseFiles(IdentityDb db, IDirectory directory, HelpAccess access)
{
    /// <exception cref="DirectoryUnavailableException">Nobody can say whom it is about.</exception>
    public async Task<CaseFinding> FindAsync(Person agent, string? reference, HelpAct act, CancellationToken cancellationToken)
    {
        if (!access.MayAtAll(agent, act))
            return new CaseFinding.Refused(HelpVerdict.NoRole);
        if (await db.Cases.SingleOrDefaultAsync(row => row.Reference == reference, cancellationToken) is not { } found)
            return new CaseFinding.Missing();

        var about = found.DirectoryKey is { } key ? await directory.FindAsync(new DirectoryKey(key), cancellationToken) : null;
        var verdict = about is null ? DecideWithoutPerson(agent, act, found) : access.Decide(agent, act, about);
        return verdict is HelpVerdict.Allowed or HelpVerdict.NeedsSecond
            ? new CaseFinding.Found(new CaseFile(found, about, agent, verdict))
            : new CaseFinding.Refused(verdict);
    }

    /// <summary>Whom nobody knows, every agent may find out; what was written of somebody who has left the directory stays with the agents of where they served.</summary>
    private HelpVerdict DecideWithoutPerson(Person agent, HelpAct act, AssistanceCase found) =>
        found.DirectoryKey is null || access.ReachOf(agent, act).Covers(found.Schools) ? HelpVerdict.Allowed : HelpVerdict.OutOfReach;
}
