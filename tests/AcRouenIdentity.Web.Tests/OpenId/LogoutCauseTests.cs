using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Provisioning.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Whatever ends a session, the portal is told.</summary>
public sealed class LogoutCauseTests : IAsyncLifetime
{
    private static readonly Person Claire = SamplePeople.ClaireMartin;

    private LogoutReceiver receiver = null!;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;

    public async Task InitializeAsync()
    {
        receiver = await LogoutReceiver.StartAsync();
        host = await Applications.StartAsync(("OpenId:Clients:1:BackChannelLogoutUri", receiver.Address.ToString()));
        browser = host.NewBrowser();
        ent = host.Ent();
        await browser.SignInAsync(Claire);
        await ent.SignInAsync(browser);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_out() => await IsToldAfterAsync(async () => await browser.SubmitAsync(await browser.GetAsync("/deconnexion")));

    [Fact]
    public async Task A_password_that_is_chosen_anew() => await IsToldAfterAsync(async () =>
    {
        const string password = "Falaise-Etretat-Marée-27";
        var form = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync("/compte/mot-de-passe")));
        await browser.SubmitAsync(form, ("Form.Password", password), ("Form.Confirmation", password));
    });

    [Fact]
    public async Task Another_device_of_the_person() => await IsToldAfterAsync(async () =>
    {
        using var phone = host.NewBrowser();
        await phone.SignInAsync(Claire);
        await phone.PressAsync(await phone.GetAsync("/compte/connexions"), "Fermer toutes les autres");
    });

    [Fact]
    public async Task A_suspension() => await IsToldAfterAsync(async () =>
    {
        await using var scope = host.Services.CreateAsyncScope();
        var (db, records) = (scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<PersonRecords>());
        db.Add(records.New(
            new KnownPerson
            {
                Key = Claire.Key,
                FeedKey = null,
                Login = Claire.Login,
                State = AccountState.Active,
                Facts = new PersonFacts { GivenName = "Claire", Surname = "Martin", BirthDate = new DateOnly(1980, 1, 1), MainEstablishment = Claire.Postings[0].Rne, Postings = Claire.Postings },
            },
            host.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        (await host.AskAsync<PersonDesk, PersonDecision>(desk => desk.SuspendAsync(Claire.Login, until: null, new Decider("oroux1", "Enquête"), default))).Should().Be(PersonDecision.Done);
    });

    private async Task IsToldAfterAsync(Func<Task> act)
    {
        receiver.Tokens.Should().BeEmpty();
        await act();
        await Eventually.BeTrueAsync(() => Task.FromResult(receiver.Tokens.Count == 1));
        (await host.AskAsync((IdentityDb db) => db.Set<LogoutDelivery>().Select(notice => notice.ClientId).ToListAsync())).Should().Equal("ent");
    }
}
