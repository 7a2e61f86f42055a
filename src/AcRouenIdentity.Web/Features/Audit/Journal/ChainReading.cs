using System.Threading.Channels;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>How far the reading is.</summary>
/// <param name="Total">Position of the last entry when it began.</param>
public sealed record ChainProgress(long Read, long Total);

/// <summary>
/// Reads the whole chain again when an auditor asks, behind the requests: a trail of years takes minutes. One reading at a time on a node, where its progress is; its end is an entry of the trail, which
/// every node shows.
/// </summary>
public sealed class ChainReading(IServiceScopeFactory scopes, ILogger<ChainReading> logger) : BackgroundService
{
    private readonly Lock gate = new();
    private readonly Channel<string> asked = Channel.CreateBounded<string>(1);

    /// <summary>Null where nothing is read.</summary>
    public ChainProgress? Progress { get; private set; }

    /// <summary>The last reading on this node ended without a result.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Nothing new where a reading is under way.</summary>
    /// <param name="auditor">Their <c>sub</c>.</param>
    public void Ask(string auditor)
    {
        lock (gate)
        {
            if (Progress is not null)
                return;
            (Progress, HasFailed) = (new ChainProgress(0, 0), false);
        }

        asked.Writer.TryWrite(auditor);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var auditor in asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await ReadAsync(auditor, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                HasFailed = true;
                Log.ReadingFailed(logger, exception);
            }
            finally
            {
                Progress = null;
            }
        }
    }

    private async Task ReadAsync(string auditor, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var total = (await db.AuditEntries.FindHeadAsync(cancellationToken))?.Position ?? 0;
        var verdict = await scope.ServiceProvider.GetRequiredService<AuditVerification>().VerifyAsync(witness: null, new Follower(this, total), cancellationToken);
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Record(verdict.Match<AuditEvent>(
            intact: chain => new AuditEvent.AuditVerified(ChainState.Intact, chain.Head.Position, auditor),
            broken: chain => new AuditEvent.AuditVerified(StateOf(chain.Fault), chain.Position, auditor)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static ChainState StateOf(AuditFault fault) => fault switch
    {
        AuditFault.Missing => ChainState.Missing,
        AuditFault.Detached => ChainState.Detached,
        AuditFault.Altered => ChainState.Altered,
        AuditFault.UnknownKind => ChainState.UnknownKind,
        AuditFault.NotAsWitnessed => ChainState.NotAsWitnessed,
    };

    private sealed class Follower(ChainReading reading, long total) : IProgress<long>
    {
        public void Report(long value) => reading.Progress = new ChainProgress(value, Math.Max(total, value));
    }
}
