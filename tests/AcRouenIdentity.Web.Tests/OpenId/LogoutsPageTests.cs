using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class LogoutsPageTests : IAsyncLifetime
{
    private const string Page = "/applications/deconnexions";
    private const string Again = "Renvoyer les avis abandonnés";
    private LogoutReceiver receiver = null!;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        receiver = await LogoutReceiver.StartAsync();
        host = await Applications.StartAsync(("OpenId:Clients:1:BackChannelLogoutUri", receiver.Address.ToString()), ("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()));
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.OdileRoux);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Where_nothing_happened_the_page_says_so() =>
        (await browser.GetAsync(Page)).Main.Should().Contain("Espace numérique de travail").And.Contain("Aucun avis ces 7 derniers jours.").And.NotContain("Messagerie");

    [Fact]
    public async Task What_waits_tells_how_often_it_was_tried_and_what_was_answered()
    {
        receiver.Status = 503;
        await EndOneAsync();
        await Eventually.BeTrueAsync(async () => (await NoticeAsync()).Tries == 1);

        var page = await browser.GetAsync(Page);

        page.Main.Should().Contain("l’application a refusé (réponse 503)").And.Contain("nouvel essai le");
        page.Document.QuerySelectorAll(".figures dd").Select(number => number.TextContent).Should().Equal("1", "0", "0");
        (await browser.GetAsync("/applications/fiche/ent")).Main.Should().Contain("En attente\u00a0: 1. Remis\u00a0: 0. Abandonnés\u00a0: 0.");
    }

    [Fact]
    public async Task What_was_given_up_is_sent_again_and_arrives()
    {
        receiver.Status = 500;
        await EndOneAsync();
        await Eventually.BeTrueAsync(async () => (await NoticeAsync()).Tries == 1);
        await GiveUpAsync();
        var shown = await browser.GetAsync(Page);
        receiver.Status = 200;

        var told = await browser.FollowAsync(await browser.PressAsync(shown, Again));
        var twice = await browser.FollowAsync(await browser.PressAsync(shown, Again));

        shown.Main.Should().Contain("abandonné le");
        told.Main.Should().Contain("Avis renvoyés\u00a0: 1.");
        await Eventually.BeTrueAsync(async () => (await NoticeAsync()).Outcome == LogoutOutcome.Delivered);
        twice.Main.Should().Contain("Aucun avis à renvoyer.");
        receiver.Tokens.Should().HaveCount(2);
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.Where(entry => entry.Kind == AuditKind.ApplicationRegistered).Select(entry => entry.Json).SingleAsync()))
            .Should().Contain("LogoutRetried").And.Contain("administrator");
    }

    private async Task EndOneAsync()
    {
        using var visitor = host.NewBrowser();
        using var ent = host.Ent();
        await visitor.SignInAsync(SamplePeople.BaoNguyen);
        await ent.SignInAsync(visitor);
        await visitor.SubmitAsync(await visitor.GetAsync("/deconnexion"));
    }

    private Task<int> GiveUpAsync() => host.AskAsync((IdentityDb db) =>
    {
        var notice = db.Set<LogoutDelivery>().Single();
        notice.Close(LogoutOutcome.GivenUp, host.Clock.GetUtcNow());
        return db.SaveChangesAsync();
    });

    private Task<LogoutDelivery> NoticeAsync() => host.AskAsync((IdentityDb db) => db.Set<LogoutDelivery>().AsNoTracking().SingleAsync());
}
