namespace AcRouenIdentity.Web.Features.Shared.Notices;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Announcements could not be read: pages show those of the last reading")]
    public static partial void AnnouncementsNotRead(ILogger logger, Exception failure);
}
