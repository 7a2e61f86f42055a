using System.Net.Http.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Applications that an administrator registered: one with a former secret and logout notices of each kind, and one that is disabled; and two that registered themselves.</summary>
internal static class KnownApplications
{
    public const string Served = "cantine";
    public const string Disabled = "sondages";
    public const string PrivateAddress = "com.example.une-messagerie-au-nom-vraiment-long:/oauth2/retour";

    private static readonly ClientEditor Editor = new(SamplePeople.OdileRoux.Login.ToString(), Subject: null);

    public static async Task FillAsync(ProviderHost host)
    {
        var canteen = ClientTemplates.Begin(ClientTemplate.Portal);
        (canteen.Id, canteen.Name, canteen.BackChannelLogoutUri) = (Served, "Cantine et garderie", "https://cantine.exemple.fr/fin");
        canteen.RedirectUris.Add("https://cantine.exemple.fr/retour");
        canteen.RedirectUris.Add("https://garderie.exemple.fr/une/adresse/de/retour/qui/est/bien/plus/longue");
        var polls = ClientTemplates.Begin(ClientTemplate.SimpleWebmail);
        (polls.Id, polls.Name) = (Disabled, "Sondages");
        polls.RedirectUris.Add("https://sondages.exemple.fr/retour");
        await AskAsync(host, desk => desk.AddAsync(Editor, canteen, default));
        await AskAsync(host, desk => desk.AddAsync(Editor, polls, default));
        await AskAsync(host, desk => desk.RenewSecretAsync(Editor, new ClientVersion(Served, 2), SecretOverlap.Week, default));
        await AskAsync(host, desk => desk.DisableAsync(Editor, new ClientVersion(Disabled, 2), default));
        await RegisterItselfAsync(host, "Courrielleur de poche", "http://127.0.0.1/retour");
        await RegisterItselfAsync(host, "Une messagerie au nom vraiment long 2.0", PrivateAddress);
        await host.AskAsync((IdentityDb db) =>
        {
            db.AddRange(Notices(host.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
    }

    /// <summary>Identifier of the one that is answered there.</summary>
    public static Task<string> FindUnknownAsync(ProviderHost host, string address) => host.AskAsync((IdentityDb db) =>
        db.Set<RegisteredClient>().Where(row => row.Registrar == ClientRegistrar.Itself && row.Settings.Contains(address)).Select(row => row.Id).SingleAsync());

    private static async Task RegisterItselfAsync(ProviderHost host, string name, string address)
    {
        using var program = new HttpClient { BaseAddress = host.Address };
        using var answer = await program.PostAsJsonAsync("/connect/register", new
        {
            client_name = name, redirect_uris = new[] { address }, token_endpoint_auth_method = "none", grant_types = new[] { "authorization_code", "refresh_token" },
            scope = "openid urn:ietf:params:oauth:scope:mail offline_access",
        });
        answer.EnsureSuccessStatusCode();
    }

    private static IEnumerable<LogoutDelivery> Notices(DateTimeOffset now)
    {
        var delivered = Notice("arrivé", now.AddHours(-5));
        delivered.Close(LogoutOutcome.Delivered, now.AddHours(-5));
        var waiting = Notice("en-attente", now.AddMinutes(-30));
        waiting.Postpone(new LogoutProblem(LogoutTrouble.Refused, 503), now.AddMinutes(-1));
        // No node takes it while the pages are looked at.
        waiting.DueAt = now.AddHours(2);
        var given = Notice("abandonné", now.AddDays(-2));
        given.Postpone(new LogoutProblem(LogoutTrouble.NotTrusted), now.AddDays(-1));
        given.Close(LogoutOutcome.GivenUp, now.AddDays(-1));
        return [delivered, waiting, given];
    }

    private static LogoutDelivery Notice(string id, DateTimeOffset at) => new() { Id = id, SessionId = id, Subject = id, ClientId = Served, CreatedAt = at, DueAt = at };

    private static async Task AskAsync(ProviderHost host, Func<ClientDesk, Task<ClientOutcome>> ask)
    {
        var outcome = await host.AskAsync(ask);
        if (outcome is not ClientOutcome.Done)
            throw new InvalidOperationException(outcome.ToString());
    }
}
