using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Alarms;

/// <summary>Addresses of the pages about blocked accounts. <c>~</c> stands for the path of the public address.</summary>
public static class AlarmPaths
{
    public const string Blocked = "/connexion/compte-bloque";

    public const string MailClosed = "/connexion/messagerie-fermee";

    /// <summary>Where whoever was told of a change says that it was not theirs.</summary>
    public const string Contest = "/contester";

    /// <summary>Where somebody goes whose proof was right: the page knows the reason and not the person.</summary>
    public static string For(AccountAlarm alarm) => alarm switch
    {
        AccountAlarm.Hacked => $"~{Blocked}",
        AccountAlarm.Contested => $"~{Blocked}/contestation",
    };
}
