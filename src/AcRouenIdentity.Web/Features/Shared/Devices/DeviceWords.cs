namespace AcRouenIdentity.Web.Features.Shared.Devices;

/// <summary>What a browser says it is, as its owner would call it. Good for recognising one's own, and for nothing else: a User-Agent is easily made up.</summary>
/// <param name="Browser">Null where it is not one of the known ones.</param>
/// <param name="System">Of the device, as its maker calls it; null where it does not say.</param>
public sealed record DeviceWords(string? Browser, string? System)
{
    // What is first found counts: nearly all say to be Safari, Chrome or Linux besides.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("Thunderbird/", "Thunderbird"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    public static DeviceWords Of(string? agent) => new(Find(Browsers, agent), Find(Systems, agent));

    private static string? Find((string Mark, string Name)[] known, string? agent) =>
        agent is null ? null : known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
