using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Announcements for the pages to show: an incident under way, which stands on every page, work to come and an incident that is over.</summary>
internal static class Announced
{
    public static async Task FillAsync(ProviderHost host)
    {
        var now = host.Clock.GetUtcNow();
        await host.AskAsync((IdentityDb db) =>
        {
            db.AddRange(
                Said("current", now, new AnnouncementContent(
                    AnnouncementKind.Incident, ["Webmail", "SimpleWebmail"], now.AddHours(-1), null, "L’affichage des messages est lent depuis ce matin. Aucun message n’est perdu.", null)),
                Said("coming", now, new AnnouncementContent(
                    AnnouncementKind.Maintenance, ["Ent", "SignIn", "Passwords"], now.AddDays(9), now.AddDays(9).AddHours(5),
                    "Mise à jour des serveurs. La connexion sera coupée quelques minutes.", "Servers are updated. Signing in stops for a few minutes.")),
                Said("past", now, new AnnouncementContent(
                    AnnouncementKind.Incident, ["MailClients"], now.AddDays(-3), now.AddDays(-3).AddHours(2), "Les téléphones ne recevaient plus de courriels.", null)));
            return db.SaveChangesAsync();
        });
        await host.Services.GetRequiredService<AnnouncementMemory>().RefreshAsync(default);
    }

    private static Announcement Said(string id, DateTimeOffset now, AnnouncementContent content)
    {
        var announcement = new Announcement { Id = id };
        announcement.Say(content, SamplePeople.OdileRoux.Login.ToString(), now);
        return announcement;
    }
}
