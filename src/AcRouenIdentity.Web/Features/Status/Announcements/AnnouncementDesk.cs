using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Status.Announcements;

/// <summary>What administrators do with announcements. Each change is audited with it, and shows on this node at once.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class AnnouncementDesk(IdentityDb db, AuditTrail audit, AccountBook accounts, AnnouncementMemory memory, ISecretGenerator secrets, TimeProvider clock)
{
    private const int MostListed = 200;

    /// <summary>How long what is over is still listed.</summary>
    private static readonly TimeSpan Listed = TimeSpan.FromDays(366);

    /// <returns>The last to begin stands first.</returns>
    public async Task<IReadOnlyList<Announcement>> ListAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Listed;
        return await Standing()
            .Where(announcement => announcement.EndsAt == null || announcement.EndsAt > since)
            .OrderByDescending(announcement => announcement.StartsAt).ThenBy(announcement => announcement.Id)
            .Take(MostListed)
            .ToListAsync(cancellationToken);
    }

    public Task<Announcement?> FindAsync(string id, CancellationToken cancellationToken) =>
        Standing().SingleOrDefaultAsync(announcement => announcement.Id == id, cancellationToken);

    public async Task PublishAsync(Person by, AnnouncementContent content, CancellationToken cancellationToken)
    {
        var announcement = new Announcement { Id = secrets.Token(12) };
        announcement.Say(content, by.Login.ToString(), clock.GetUtcNow());
        db.Add(announcement);
        Record(announcement, AnnouncementAct.Published, by);
        await db.SaveChangesAsync(cancellationToken);
        await memory.RefreshAsync(cancellationToken);
    }

    public Task<AnnouncementOutcome> ChangeAsync(Person by, AnnouncementVersion seen, AnnouncementContent content, CancellationToken cancellationToken) => ActAsync(
        by, seen, AnnouncementAct.Changed, announcement => announcement.WithdrawnAt == null, (announcement, now) => announcement.Say(content, by.Login.ToString(), now), cancellationToken);

    /// <summary>It is over from now on.</summary>
    public Task<AnnouncementOutcome> EndAsync(Person by, AnnouncementVersion seen, CancellationToken cancellationToken) => ActAsync(
        by, seen, AnnouncementAct.Ended, Is(AnnouncementStage.Current), (announcement, now) => announcement.End(by.Login.ToString(), now), cancellationToken);

    /// <summary>Takes away what has not begun; <see cref="RestoreAsync"/> brings it back.</summary>
    public Task<AnnouncementOutcome> DeleteAsync(Person by, AnnouncementVersion seen, CancellationToken cancellationToken) => ActAsync(
        by, seen, AnnouncementAct.Deleted, Is(AnnouncementStage.Coming), (announcement, now) => announcement.Withdraw(by.Login.ToString(), now), cancellationToken);

    public Task<AnnouncementOutcome> RestoreAsync(Person by, AnnouncementVersion seen, CancellationToken cancellationToken) => ActAsync(
        by, seen, AnnouncementAct.Restored, announcement => announcement.WithdrawnAt != null, (announcement, now) => announcement.Restore(by.Login.ToString(), now), cancellationToken);

    private async Task<AnnouncementOutcome> ActAsync(
        Person by, AnnouncementVersion seen, AnnouncementAct act, Func<Announcement, bool> isPossible, Action<Announcement, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        if (await db.Announcements.SingleOrDefaultAsync(row => row.Id == seen.Id, cancellationToken) is not { } announcement)
            return AnnouncementOutcome.Unknown;
        if (announcement.Version != seen.Version)
            return AnnouncementOutcome.ChangedMeanwhile;
        if (!isPossible(announcement))
            return AnnouncementOutcome.NotPossible;

        change(announcement, clock.GetUtcNow());
        Record(announcement, act, by);
        if (!await db.TrySaveAsync(cancellationToken))
            return AnnouncementOutcome.ChangedMeanwhile;
        await memory.RefreshAsync(cancellationToken);
        return AnnouncementOutcome.Done;
    }

    private Func<Announcement, bool> Is(AnnouncementStage stage) => announcement => announcement.WithdrawnAt == null && announcement.StageAt(clock.GetUtcNow()) == stage;

    private void Record(Announcement announcement, AnnouncementAct act, Person by) =>
        audit.Record(new AuditEvent.MaintenanceAnnounced(announcement.Id, act, announcement.Kind, accounts.SubjectOf(by)));

    private IQueryable<Announcement> Standing() => db.Announcements.AsNoTracking().Where(announcement => announcement.WithdrawnAt == null);
}

/// <summary>An announcement as the administrator saw it.</summary>
public sealed record AnnouncementVersion(string Id, int Version);

public enum AnnouncementOutcome
{
    Done,
    Unknown,

    /// <summary>Another administrator saved it first.</summary>
    ChangedMeanwhile,

    /// <summary>Only what is under way ends, only what is to come is deleted.</summary>
    NotPossible,
}
