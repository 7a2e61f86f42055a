using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Status;

/// <summary>The state of each service now, from what was announced, what probes saw in the background, and whether the directory and the database answer.</summary>
public sealed class ServiceBoard(ServiceHealth health, ProbeMemory probes, AnnouncementMemory announcements, ServiceNames names, IOptions<StatusOptions> options, TimeProvider clock)
{
    public async Task<BoardState> LookAsync(CancellationToken cancellationToken)
    {
        var own = await health.LookAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var current = announcements.At(AnnouncementStage.Current, now);
        return new BoardState(
            [.. options.Value.Watched.Select(service => new ServiceLine(service.Key, names.Of(service), ConditionOf(service, current, own)))],
            current,
            announcements.At(AnnouncementStage.Coming, now),
            [.. announcements.At(AnnouncementStage.Past, now).Reverse()],
            own);
    }

    private ServiceCondition ConditionOf(WatchedService service, IReadOnlyList<Announcement> current, ServiceState own)
    {
        var announced = current.Where(announcement => announcement.Services.Contains(service.Key)).ToList();
        if (announced.Exists(announcement => announcement.Kind == AnnouncementKind.Incident))
            return ServiceCondition.Incident;
        if (announced.Count > 0)
            return ServiceCondition.Maintenance;
        return Seen(service, own);
    }

    private ServiceCondition Seen(WatchedService service, ServiceState own)
    {
        if ((service.IsOurs && !own.IsReady) || probes.Find(service.Key) == ProbeSight.Silent)
            return ServiceCondition.Silent;
        return service.IsOurs || probes.Find(service.Key) == ProbeSight.Answers ? ServiceCondition.Working : ServiceCondition.NothingReported;
    }
}

/// <summary>All that the status page tells, in the language of the page.</summary>
/// <param name="Past">The last one first.</param>
public sealed record BoardState(
    IReadOnlyList<ServiceLine> Services, IReadOnlyList<Announcement> Current, IReadOnlyList<Announcement> Coming, IReadOnlyList<Announcement> Past, ServiceState Own)
{
    public bool IsAllWell => Own.IsReady && Services.All(service => service.Condition is ServiceCondition.Working or ServiceCondition.NothingReported);
}

public sealed record ServiceLine(string Key, string Name, ServiceCondition Condition);

public enum ServiceCondition
{
    Working,

    /// <summary>Nobody asks it, and nobody announced anything.</summary>
    NothingReported,
    Maintenance,
    Incident,

    /// <summary>It does not answer, or what it stands on does not.</summary>
    Silent,
}
