using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace AcRouenIdentity.Web.Tests.OpenId.OpenRegistration;

/// <summary>What becomes of programs that registered themselves and that nobody uses.</summary>
public sealed class ForgottenProgramTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(
            UnknownProgram.Open, ("OpenId:OpenRegistration:MostUnused", "3"), ("OpenId:OpenRegistration:ForgetAfter", "30.00:00:00"),
            ("SignIn:PersonalIdle", "60.00:00:00"), ("SignIn:PersonalAbsolute", "60.00:00:00"));
        browser = host.NewBrowser();
        await browser.SignInOnOwnDeviceAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Past_a_few_that_nobody_let_in_none_is_added_until_some_are_let_in_or_forgotten()
    {
        using var program = await host.PlayProgramAsync();
        await host.RegisterProgramAsync();
        await host.RegisterProgramAsync();

        var full = await host.RegisterProgramAsync();
        await program.LetInAsync(browser);
        var oneMore = await host.RegisterProgramAsync();
        var fullAgain = await host.RegisterProgramAsync();

        (full.Status, full.Response.Headers.RetryAfter!.Delta).Should().Be((HttpStatusCode.TooManyRequests, TimeSpan.FromHours(1)));
        (oneMore.Status, fullAgain.Status).Should().Be((HttpStatusCode.Created, HttpStatusCode.TooManyRequests));
        host.Clock.Advance(TimeSpan.FromHours(49));
        await Eventually.BeTrueAsync(async () => await IdsAsync() is [var only] && only == program.ClientId);
        (await host.RegisterProgramAsync()).Status.Should().Be(HttpStatusCode.Created);
        (await EndsAsync()).Should().ContainSingle().Which.Should().Contain(nameof(UnknownApplicationsEnd.NeverUsed)).And.Contain("3");
        (await host.AskAsync((IdentityDb db) => db.Set<OpenIddictEntityFrameworkCoreApplication>().CountAsync(application => application.ClientId!.StartsWith("program-")))).Should().Be(2);
    }

    [Fact]
    public async Task One_that_was_let_in_stays_while_somebody_is_signed_in_to_it_and_then_goes_with_all_that_hangs_on_it()
    {
        using var program = await host.PlayProgramAsync();
        await program.LetInAsync(browser);

        host.Clock.Advance(TimeSpan.FromDays(31));
        await ForgetAsync();
        var whileInUse = await IdsAsync();
        host.Clock.Advance(TimeSpan.FromDays(40));
        await Eventually.BeTrueAsync(async () => (await IdsAsync()).Count == 0);

        whileInUse.Should().Equal(program.ClientId);
        (await EndsAsync()).Should().ContainSingle().Which.Should().Contain(nameof(UnknownApplicationsEnd.Unused));
        await Eventually.BeTrueAsync(async () => await LeftAsync(program.ClientId) == 0);
        (await browser.GetAsync(program.AuthorizePath())).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Applications_of_administrators_are_never_forgotten()
    {
        await host.RegisterAsync(RegistrationStory.Canteen());

        host.Clock.Advance(TimeSpan.FromDays(400));
        await ForgetAsync();

        (await IdsAsync()).Should().Equal("cantine");
    }

    private Task<bool> ForgetAsync() => host.AskAsync(async (UnknownClients unknown) =>
    {
        await unknown.ForgetAsync(CancellationToken.None);
        return true;
    });

    private Task<List<string>> IdsAsync() => host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().AsNoTracking().Select(row => row.Id).ToListAsync());

    private Task<List<string>> EndsAsync() =>
        host.AskAsync((IdentityDb db) => db.AuditEntries.Where(entry => entry.Kind == AuditKind.UnknownApplicationsEnded).Select(entry => entry.Json).ToListAsync());

    private Task<int> LeftAsync(string id) => host.AskAsync(async (IdentityDb db) =>
        await db.Set<Consent>().CountAsync(consent => consent.ClientId == id)
        + await db.Set<SessionClient>().CountAsync(grant => grant.ClientId == id)
        + await db.Set<OpenIddictEntityFrameworkCoreApplication>().CountAsync(application => application.ClientId == id)
        + await db.Set<OpenIddictEntityFrameworkCoreAuthorization>().CountAsync(authorization => authorization.Application!.ClientId == id)
        + await db.Set<OpenIddictEntityFrameworkCoreToken>().CountAsync(token => token.Application!.ClientId == id));
}
