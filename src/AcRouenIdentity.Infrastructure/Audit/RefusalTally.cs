using AcRouenIdentity.Domain.Audit;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>
/// Counts refused sign-ins until they are written, so that a refusal costs the same for a known and an unknown person and a thousand tries make one
/// entry. Bounded by the people known: tries on nobody known are one count a reason. A crash loses the counts of the last minute, which change no state.
/// </summary>
public sealed class RefusalTally(TimeProvider clock)
{
    private readonly Lock guard = new();
    private Dictionary<(string? Subject, SignInRefusal Reason), Refusals> counts = [];

    /// <param name="subject">The person whose name was tried; null for nobody known.</param>
    /// <param name="reason">Why it was refused.</param>
    public void Count(string? subject, SignInRefusal reason)
    {
        var now = clock.GetUtcNow();
        lock (guard)
        {
            var known = counts.TryGetValue((subject, reason), out var refusals);
            counts[(subject, reason)] = known ? refusals with { Count = refusals.Count + 1 } : new Refusals(1, now);
        }
    }

    /// <summary>Takes what was counted; <see cref="PutBack"/> undoes it.</summary>
    internal IReadOnlyList<AuditEvent.SignInRefused> Take()
    {
        lock (guard)
        {
            var taken = counts.Select(pair => new AuditEvent.SignInRefused(pair.Key.Subject, pair.Key.Reason, pair.Value.Count, pair.Value.Since)).ToList();
            counts = [];
            return taken;
        }
    }

    internal void PutBack(IEnumerable<AuditEvent.SignInRefused> taken)
    {
        lock (guard)
        {
            foreach (var refusals in taken)
            {
                var since = counts.GetValueOrDefault((refusals.Subject, refusals.Reason));
                counts[(refusals.Subject, refusals.Reason)] = new Refusals(refusals.Count + since.Count, refusals.Since);
            }
        }
    }

    private readonly record struct Refusals(int Count, DateTimeOffset Since);
}
