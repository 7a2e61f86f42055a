using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>The mail service of an académie with two domains.</summary>
internal static class MailSettings
{
    public static Dictionary<string, string?> Whole => new()
    {
        ["MailClients:Name"] = "Messagerie de l’académie",
        ["MailClients:ShortName"] = "Messagerie",
        ["MailClients:Domains:0"] = "ac-rouen.fr",
        ["MailClients:Domains:1"] = "region-academique.example",
        ["MailClients:Imap:Host"] = "imap.ac-rouen.fr",
        ["MailClients:Submission:Host"] = "smtp.ac-rouen.fr",
        ["MailClients:ManageSieve:Host"] = "imap.ac-rouen.fr",
        ["MailClients:ManageSieve:Security"] = "StartTls",
        ["MailClients:Calendars"] = "https://agenda.ac-rouen.fr/SOGo/dav/",
        ["MailClients:Contacts"] = "https://agenda.ac-rouen.fr/SOGo/dav/",
        ["MailClients:Webmails:0:Name"] = "Messagerie complète",
        ["MailClients:Webmails:0:NameEnglish"] = "Full webmail",
        ["MailClients:Webmails:0:Url"] = "https://messagerie.ac-rouen.fr/",
        ["MailClients:Passwords"] = "true",
        ["Roles:Administrators:0"] = SamplePeople.OdileRoux.Login.ToString(),
    };

    public static Task<ProviderHost> StartAsync(params (string Key, string? Value)[] changes)
    {
        var settings = Whole;
        foreach (var (key, value) in changes)
            settings[$"MailClients:{key}"] = value;
        return ProviderHost.StartAsync(settings);
    }

    /// <summary>The lines of the zone of each domain, as an administrator copies them.</summary>
    public static async Task<IReadOnlyList<string>> ReadZonesAsync(this ProviderHost host)
    {
        using var administrator = host.NewBrowser();
        await administrator.SignInAsync(SamplePeople.OdileRoux);
        var page = await administrator.GetAsync("/administration/messagerie");
        return [.. page.Document.QuerySelectorAll("main [data-copy]").SelectMany(button => button.GetAttribute("data-copy")!.Split('\n'))];
    }
}
