namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>The day it is for the people of the académie, whatever the clock of the machine.</summary>
public static class PublicDay
{
    public static DateOnly Of(TimeProvider clock) => Of(clock.GetUtcNow());

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).DateTime);

    /// <summary>The first instant of the day after.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, PublicTime.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
