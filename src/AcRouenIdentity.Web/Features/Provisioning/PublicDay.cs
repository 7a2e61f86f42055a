using AcRouenIdentity.Web.Features.Shared.Notices;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>The day it is for the people of the académie, whatever the clock of the machine.</summary>
internal static class PublicDay
{
    public static DateOnly Of(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), PublicTime.Zone).DateTime);
}
