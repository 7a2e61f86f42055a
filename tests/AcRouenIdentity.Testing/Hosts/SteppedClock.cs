namespace AcRouenIdentity.Testing.Hosts;

/// <summary>
/// A clock that stands still until told. Told of hours, it rings a timer that missed many of its periods once, as on a machine that slept: what the provider does each minute would otherwise be done
/// hundreds of times over.
/// </summary>
public sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan step)
    {
        lock (gate)
            now += step;
        Ring();
    }

    /// <summary>Another hour on the wall, for timers no time has passed.</summary>
    public void AdjustTime(DateTimeOffset to)
    {
        lock (gate)
        {
            foreach (var alarm in alarms)
                alarm.DueAt += to - now;
            now = to;
        }
    }

    private void Ring()
    {
        while (TakeDue() is { } due)
            due.Action();
    }

    /// <summary>The one that has waited longest, set to its next period.</summary>
    private Alarm? TakeDue()
    {
        lock (gate)
        {
            var due = alarms.Where(alarm => alarm.DueAt <= now).MinBy(alarm => alarm.DueAt);
            if (due is null)
                return null;
            due.DueAt = now + due.Period;
            if (due.DueAt is null)
                alarms.Remove(due);
            return due;
        }
    }

    private void Set(Alarm alarm, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
            alarm.Period = period > TimeSpan.Zero ? period : null;
            alarm.DueAt = dueTime < TimeSpan.Zero ? null : now + dueTime;
            if (alarm.DueAt is not null)
                alarms.Add(alarm);
        }

        Ring();
    }

    private sealed class Alarm(SteppedClock clock, Action action) : ITimer
    {
        public Action Action { get; } = action;

        public DateTimeOffset? DueAt { get; set; }

        public TimeSpan? Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
