using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Attempts;

/// <param name="Who">The person tried, or what was typed where nobody is meant: both are counted alike.</param>
/// <param name="Source">Where from: an IPv4 address, or the /64 network of an IPv6 one.</param>
/// <param name="Device">A device on which this person signed in before, where the browser proves it.</param>
/// <param name="Strangers">How those wait who come from where this person was never right; null as for a password.</param>
public sealed record AttemptOrigin(string Who, string Source, string? Device, AttemptSchedule? Strangers = null)
{
    /// <summary>What tries of a password of somebody are counted under, and those of a code of the assistance.</summary>
    public static string Of(Person person) => $"person\0{person.Key}";
}

public abstract record AttemptReservation
{
    private AttemptReservation()
    {
    }

    /// <summary>The try counts from now on as wrong; tell the limiter if it was right, or never checked.</summary>
    public sealed record Admitted(string PlaceKey, IReadOnlyList<string> SharedKeys) : AttemptReservation;

    /// <summary>Not to be checked before that time has passed.</summary>
    public sealed record Wait(TimeSpan For) : AttemptReservation;
}

/// <summary>
/// Slows guessing without locking anybody out. A person tried from one place waits longer and longer there. Strangers, who come from a place and a device
/// where this person never signed in, also share a limit among them and one for their source, so the owner, at home or at school, notices nothing.
/// </summary>
public sealed class AttemptLimiter(IdentityDb db, AttemptQuestions questions, KeyedHash hash, TimeProvider clock, IOptions<AttemptOptions> options)
{
    // A conflict means another try was counted in between; past this many, the tries come too fast to be a person's.
    private const int Rounds = 12;

    public async Task<AttemptReservation> ReserveAsync(AttemptOrigin origin, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var counters = await LoadAsync(origin, cancellationToken);
            var now = clock.GetUtcNow();
            var wait = counters.Max(counted => counted.Counter.WaitAt(now));
            if (wait > TimeSpan.Zero && !await ForgiveOlderAsync(origin.Who, counters, cancellationToken))
                return new AttemptReservation.Wait(wait);

            foreach (var (counter, schedule) in counters)
                counter.Count(schedule, now);
            if (await db.TrySaveAsync(cancellationToken))
                return new AttemptReservation.Admitted(counters[0].Counter.Key, [.. counters.Skip(1).Select(counted => counted.Counter.Key)]);
        }

        return new AttemptReservation.Wait(TimeSpan.FromSeconds(1));
    }

    /// <summary>Counts what a source may do often and not without end, whoever does it.</summary>
    /// <returns>Zero where it may be done now; else how long to wait, and nothing was counted.</returns>
    public async Task<TimeSpan> CountAsync(string what, string source, AttemptSchedule schedule, CancellationToken cancellationToken)
    {
        // Nobody is called nothing: no key of a person is like it.
        var key = hash.Of("attempts", $"\0{what}\0{source}");
        for (var round = 0; round < Rounds; round++)
        {
            var counter = await GetAsync(key, cancellationToken);
            var now = clock.GetUtcNow();
            if (counter.WaitAt(now) is { Ticks: > 0 } wait)
                return wait;

            counter.Count(schedule, now);
            if (await db.TrySaveAsync(cancellationToken))
                return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds(1);
    }

    /// <summary>The secret was right: this place is familiar from now on.</summary>
    public async Task SucceedAsync(AttemptReservation.Admitted reservation, CancellationToken cancellationToken)
    {
        await ChangeAsync([reservation.PlaceKey], counter => counter.Succeed(clock.GetUtcNow()), cancellationToken);
        if (reservation.SharedKeys.Count > 0)
            await ChangeAsync(reservation.SharedKeys, counter => counter.Withdraw(), cancellationToken);
    }

    /// <summary>Adds to what the caller saves that nobody waits any longer for what was tried of this person until now, from wherever. What is tried from now on counts as ever.</summary>
    /// <param name="who">As in <see cref="AttemptOrigin.Who"/>.</param>
    public async Task ForgiveAsync(string who, CancellationToken cancellationToken) => (await GetAsync(ForgivenKey(who), cancellationToken)).Succeed(clock.GetUtcNow());

    /// <summary>The secret was never checked.</summary>
    public Task WithdrawAsync(AttemptReservation.Admitted reservation, CancellationToken cancellationToken) =>
        ChangeAsync([reservation.PlaceKey, .. reservation.SharedKeys], counter => counter.Withdraw(), cancellationToken);

    private async Task<List<(AttemptCounter Counter, AttemptSchedule Schedule)>> LoadAsync(AttemptOrigin origin, CancellationToken cancellationToken)
    {
        var placeKey = hash.Of("attempts", origin.Device is { } device ? $"{origin.Who}\0device\0{device}" : $"{origin.Who}\0source\0{origin.Source}");
        var place = await GetAsync(placeKey, cancellationToken);
        var counters = new List<(AttemptCounter, AttemptSchedule)> { (place, AttemptSchedule.OnePlace) };
        if (origin.Device is not null || IsFamiliar(place))
            return counters;

        counters.Add((await GetAsync(hash.Of("attempts", $"{origin.Who}\0strangers"), cancellationToken), origin.Strangers ?? AttemptSchedule.AllStrangers));
        counters.Add((await GetAsync(hash.Of("attempts", $"source\0{origin.Source}"), cancellationToken), AttemptSchedule.OneSource));
        return counters;
    }

    /// <summary>Places are not listed by person, so that what was forgiven is found where somebody waits. Those of a source are everybody's, and stay.</summary>
    /// <returns>False where somebody waits still.</returns>
    private async Task<bool> ForgiveOlderAsync(string who, List<(AttemptCounter Counter, AttemptSchedule Schedule)> counters, CancellationToken cancellationToken)
    {
        var key = ForgivenKey(who);
        if (await db.AttemptCounters.AsNoTracking().Where(row => row.Key == key).Select(row => row.LastSuccessAt).SingleOrDefaultAsync(cancellationToken) is not { } forgiven)
            return false;
        foreach (var (counter, _) in counters.Where(counted => counted.Schedule != AttemptSchedule.OneSource && counted.Counter.LastTriedAt <= forgiven))
            counter.Forgive();
        return counters.TrueForAll(counted => counted.Counter.WaitAt(clock.GetUtcNow()) == TimeSpan.Zero);
    }

    private string ForgivenKey(string who) => hash.Of("attempts", $"{who}\0forgiven");

    private bool IsFamiliar(AttemptCounter place) =>
        place.LastSuccessAt is { } success && clock.GetUtcNow() - success < options.Value.FamiliarFor;

    private async Task<AttemptCounter> GetAsync(string key, CancellationToken cancellationToken)
    {
        var counter = await questions.Counter(db, key, cancellationToken);
        if (counter is not null)
            return counter;

        counter = new AttemptCounter { Key = key };
        db.Add(counter);
        return counter;
    }

    private async Task ChangeAsync(IReadOnlyList<string> keys, Action<AttemptCounter> change, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var key in keys)
            {
                if (await questions.Counter(db, key, cancellationToken) is { } counter)
                    change(counter);
            }

            if (await db.TrySaveAsync(cancellationToken))
                return;
        }
    }
}
