using System.Globalization;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.MailClients.AddOn;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Errors;
using AcRouenIdentity.Web.Features.Shared.Languages;
using AcRouenIdentity.Web.Features.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Pages;

/// <summary>How to set one's mail program up: for everybody, because whoever sets it up may not be signed in there. Whoever is sees their own address.</summary>
[AllowAnonymous, WorksInOutage]
internal sealed class SetupPage(CurrentSession current, ThunderbirdAddOn addOn, IOptions<MailClientsOptions> options) : PageModel
{
    private readonly MailClientsOptions settings = options.Value;

    /// <summary>Another device than the one that was recognised.</summary>
    [BindProperty(SupportsGet = true, Name = "appareil")]
    public MailDevice? Chosen { get; set; }

    public MailDevice Device { get; private set; }

    public IEnumerable<MailDevice> Others => Enum.GetValues<MailDevice>().Where(device => device != Device);

    /// <summary>Of whoever is signed in; null for everybody else.</summary>
    public string? Address { get; private set; }

    /// <summary>Signs in, and comes back here.</summary>
    public static string SignInAddress => SignInPaths.For(MailClientPaths.Setup);

    public bool IsOffered => settings.IsOffered;

    public bool HasAddOn => addOn.IsOffered;

    public bool TakesPasswords => settings.Passwords;

    public IReadOnlyList<(string Name, string Url)> Webmails => [.. settings.Webmails.Select(webmail => (NameOf(webmail), webmail.Url))];

    /// <summary>In the order in which programs ask for them.</summary>
    public IReadOnlyList<MailServer> Servers => [.. MailServer.All(settings)];

    /// <summary>Addresses for calendar and address book programs, by the key of their name.</summary>
    public IEnumerable<(string Text, string Value)> Sharing =>
        new[] { ("Calendars", settings.Calendars), ("Contacts", settings.Contacts) }.Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!));

    public static string StepsOf(MailDevice device) => $"/Features/MailClients/Pages/_{device}.cshtml";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        // What makes no sense in the query is nothing to complain about.
        ModelState.Clear();
        Device = Chosen ?? MailDevices.Of(Request);
        Address = await FindAddressAsync(cancellationToken);
    }

    private async Task<string?> FindAddressAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await current.FindAsync(HttpContext, cancellationToken))?.Person.Address?.ToString();
        }
        catch (DirectoryUnavailableException)
        {
            return null;
        }
    }

    private static string NameOf(WebmailOptions webmail) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English ? webmail.NameEnglish ?? webmail.Name : webmail.Name;
}
