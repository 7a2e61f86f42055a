using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>
/// Makes the keys that are due and erases those that nobody needs. Every node does it: of several, the one whose generation is saved first has done it (unique with the purpose), and its keys are
/// everybody's.
/// </summary>
/// <param name="db">With nothing else to save.</param>
internal sealed class KeySchedule(IdentityDb db, KeyVault vault, KeyTimetable timetable, AuditTrail audit, TimeProvider clock, ILogger<KeySchedule> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = await vault.ReadAsync(cancellationToken);
        await KeepAsync(stored.Contains(KeyPurpose.PairwiseSubjects) ? null : vault.Add(KeyPurpose.PairwiseSubjects, 1, begins: null), cancellationToken);
        foreach (var purpose in KeyTimetable.Rotated)
            await TendAsync(purpose, timetable.Of(stored[purpose]), now, cancellationToken);
    }

    /// <summary>Publishes the next keys now instead of when they are due; they begin as long after that as any others.</summary>
    public async Task PublishNextAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = await vault.ReadAsync(cancellationToken);
        foreach (var purpose in KeyTimetable.Rotated)
        {
            var succession = timetable.Of(stored[purpose]);
            if (succession.Upcoming(now) is null)
                await KeepAsync(vault.Add(purpose, succession.LastGeneration + 1, now + timetable.Times.PublishedAhead), cancellationToken);
        }
    }

    private async Task TendAsync(KeyPurpose purpose, KeySuccession succession, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var key in succession.ToErase(now).ToList())
            await EraseAsync(key, cancellationToken);
        if (succession.NextIsDue(now) is { } begins)
            await KeepAsync(vault.Add(purpose, succession.LastGeneration + 1, begins), cancellationToken);
    }

    private async Task KeepAsync(SigningKey? made, CancellationToken cancellationToken)
    {
        if (made is not null && await db.TrySaveAsync(cancellationToken))
            Log.KeyMade(logger, made.Id, made.Purpose, made.SignsFrom);
    }

    private async Task EraseAsync(SigningKey key, CancellationToken cancellationToken)
    {
        db.Attach(key);
        key.ProtectedMaterial = null;
        audit.Record(new AuditEvent.SigningKeyErased(key.Id, key.Purpose));
        if (await db.TrySaveAsync(cancellationToken))
            Log.KeyErased(logger, key.Id, key.Purpose);
    }
}
