namespace AcRouenIdentity.Domain.Status;

/// <summary>A day and a time on the clocks of a place. Where clocks change, it is sometimes no instant at all, and sometimes two.</summary>
public abstract record LocalMoment
{
    private LocalMoment()
    {
    }

    /// <summary>In UTC.</summary>
    public sealed record Exact(DateTimeOffset Instant) : LocalMoment;

    /// <summary>Clocks went forward over it.</summary>
    public sealed record Skipped : LocalMoment;

    /// <summary>Clocks went back over it: it came, and came again.</summary>
    public sealed record Twice : LocalMoment;

    public static LocalMoment Of(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
            return new Skipped();
        if (zone.IsAmbiguousTime(local))
            return new Twice();
        return new Exact(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone)));
    }
}
