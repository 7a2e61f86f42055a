namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>The time of the people who read the pages.</summary>
public static class PublicTime
{
    /// <summary>UTC on a machine without a time zone database.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var zone) ? zone : TimeZoneInfo.Utc;
}
