using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Registration;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Applications that an administrator registered: one with a former secret and logout notices of each kind, and one that is disabled.</summary>
internal static class KnownApplications
{
    public const string Served = "cantine";
    public const string Disabled = "sondages";

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
        await host.AskAsync((IdentityDb db) =>
        {
            db.AddRange(Notices(host.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
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
