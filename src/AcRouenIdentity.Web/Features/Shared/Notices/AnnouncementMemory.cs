using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>
/// What was announced, as this node last read it. Pages ask this memory and never the database; where the database is away, it keeps what it knew.
/// </summary>
public sealed class AnnouncementMemory(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AnnouncementMemory> logger)
{
    /// <summary>How long what is over is still told.</summary>
    public static readonly TimeSpan Past = TimeSpan.FromDays(14);

    private volatile IReadOnlyList<Announcement> known = [];

    /// <summary>The first to begin stands first.</summary>
    public IReadOnlyList<Announcement> At(AnnouncementStage stage, DateTimeOffset now) => [.. known.Where(announcement => announcement.StageAt(now) == stage)];

    /// <summary>Reads again. An outage is logged and forgets nothing.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var since = clock.GetUtcNow() - Past;
            await using var scope = scopes.CreateAsyncScope();
            known = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Announcements.AsNoTracking()
                .Where(announcement => announcement.WithdrawnAt == null && (announcement.EndsAt == null || announcement.EndsAt > since))
                .OrderBy(announcement => announcement.StartsAt).ThenBy(announcement => announcement.Id)
                .ToListAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.AnnouncementsNotRead(logger, exception);
        }
    }
}

/// <summary>Keeps the memory of this node fresh: what another node announces shows here within one turn.</summary>
internal sealed class AnnouncementRefresh(AnnouncementMemory memory, IOptions<StatusOptions> options, TimeProvider clock) : BackgroundService
{
    /// <summary>No page is answered before the first reading.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await memory.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RefreshEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await memory.RefreshAsync(stoppingToken);
    }
}
