using AcRouenIdentity.Web.Features.Shared.Devices;

namespace AcRouenIdentity.Web.Features.MailClients.Pages;

/// <summary>Where somebody reads their mail, by what is to be done there.</summary>
public enum MailDevice
{
    /// <summary>Thunderbird, on a computer: what is proposed to whoever says nothing else.</summary>
    Thunderbird,

    /// <summary>iPhone, iPad and Mac, with Mail of Apple.</summary>
    Apple,

    Android,

    Outlook,
}

internal static class MailDevices
{
    private const string PlatformHint = "Sec-CH-UA-Platform";

    /// <summary>The device that a browser seems to be on: by its client hints, and by its name where it gives none.</summary>
    public static MailDevice Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        if (agent.Contains("Outlook", StringComparison.Ordinal))
            return MailDevice.Outlook;

        var platform = request.Headers[PlatformHint].ToString().Trim('"') is { Length: > 0 } hint ? hint : DeviceWords.Of(agent).System;
        return platform switch
        {
            "Android" => MailDevice.Android,
            "iPhone" or "iPad" or "iOS" => MailDevice.Apple,
            _ => MailDevice.Thunderbird,
        };
    }
}
