using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.SecondFactors;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>A provider in one theme, shared by the tests of a class.</summary>
public abstract class ThemedSite(string theme) : IAsyncLifetime
{
    public string Theme { get; } = theme;

    public ProviderHost Host { get; private set; } = null!;

    /// <summary>The application of codes of Loïc Moreau, whom a second factor is asked of.</summary>
    public CodeApp App { get; private set; } = null!;

    /// <summary>What browsers keep of the people who signed in, as Playwright writes it.</summary>
    public Dictionary<Login, string> SignedIn { get; } = [];

    public async Task InitializeAsync()
    {
        Host = await ProviderHost.StartAsync(Settings);
        Host.Directory.Put(SamplePeople.HeleneLefevre, SamplePeople.Password);
        Host.Directory.Unlock(SamplePeople.LoicMoreau.Key);
        await LoadedDirectory.FillAsync(Host);
        await Announced.FillAsync(Host);
        await KnownAddresses.FillAsync(Host);
        await KnownCases.FillAsync(Host);
        await KnownFigures.FillAsync(Host);
        await KnownApplications.FillAsync(Host);
        App = await EnrolAsync();
    }

    private async Task<CodeApp> EnrolAsync()
    {
        using var browser = Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.LoicMoreau);
        var app = await browser.AddAppAsync(Host.Clock);
        await browser.MakeRecoveryCodesAsync();
        return app;
    }

    private Dictionary<string, string?> Settings => new()
    {
        ["Roles:ProvisioningOfficers:0"] = SamplePeople.OdileRoux.Login.ToString(),
        ["Roles:Administrators:0"] = SamplePeople.OdileRoux.Login.ToString(),
        ["Roles:Grants:0:Role"] = "Agent",
        ["Roles:Grants:0:Group"] = "assistance",
        ["Roles:Grants:0:Scope"] = "academie",
        ["Roles:Grants:1:Role"] = "Supervisor",
        ["Roles:Grants:1:Group"] = "assistance-responsables",
        ["Roles:Grants:1:Scope"] = "academie",
        ["Roles:Grants:2:Role"] = "Auditor",
        ["Roles:Grants:2:Group"] = "auditeurs",
        ["Roles:Grants:2:Scope"] = "academie",
        ["Provisioning:LargestShareClosed"] = "0.01",
        ["Provisioning:DropFolder"] = LoadedDirectory.Drop,
        ["Theme:Name"] = Theme,
        ["OpenId:Clients:0:Id"] = "cahier",
        ["OpenId:Clients:0:Name"] = "Cahier de textes partagé",
        ["OpenId:Clients:0:Kind"] = "Public",
        ["OpenId:Clients:0:Consent"] = "Asked",
        ["OpenId:Clients:0:RedirectUris:0"] = "https://cahier.exemple.fr/retour",
        ["OpenId:Clients:0:Scopes:0"] = "openid",
        ["OpenId:Clients:0:Scopes:1"] = "profile",
        ["OpenId:Clients:0:Scopes:2"] = "email",
        ["OpenId:Clients:0:Scopes:3"] = "academie",
        ["OpenId:Clients:0:Scopes:4"] = "offline_access",
        ["OpenId:Clients:1:Id"] = "thunderbird",
        ["OpenId:Clients:1:Name"] = "Thunderbird",
        ["OpenId:Clients:1:Kind"] = "Public",
        ["OpenId:Clients:1:RedirectUris:0"] = "http://127.0.0.1/",
        ["OpenId:Clients:1:Scopes:0"] = "mail",
        ["OpenId:Clients:1:Scopes:1"] = "offline_access",
        ["MailClients:Thunderbird:ClientId"] = "thunderbird",
        ["OpenId:OpenRegistration:For"] = "MailPrograms",
        ["MailClients:Domains:0"] = "ac-rouen.fr",
        ["MailClients:Imap:Host"] = "imap.ac-rouen.fr",
        ["MailClients:Submission:Host"] = "smtp.ac-rouen.fr",
        ["MailClients:Calendars"] = "https://agenda.ac-rouen.fr/SOGo/dav/",
        ["MailClients:Webmails:0:Name"] = "Messagerie complète",
        ["MailClients:Webmails:0:Url"] = "http://localhost:1/",
        ["MailClients:Passwords"] = "true",
        ["Assistance:Phone"] = "02 00 00 00 00",
        ["Assistance:Mail"] = "assistance@exemple.fr",
        ["Applications:0:Name"] = "Messagerie",
        ["Applications:0:Description"] = "Lire et écrire vos courriels professionnels.",
        ["Applications:0:Url"] = "http://localhost:1/",
        ["Applications:0:Icon"] = "mail",
        ["Applications:1:Name"] = "Espace numérique de travail",
        ["Applications:1:Description"] = "Emploi du temps, notes, vie scolaire.",
        ["Applications:1:Url"] = "http://localhost:1/",
        ["Applications:1:Icon"] = "portal",
    };

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

public sealed class NeutralSite() : ThemedSite("neutral");

public sealed class AcademieRouenSite() : ThemedSite("academie-rouen");
