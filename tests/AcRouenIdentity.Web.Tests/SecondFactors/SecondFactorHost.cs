using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.SecondFactors;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.SecondFactors;

/// <summary>A provider where Odile Roux has a role that requires a second factor, and nobody else has.</summary>
internal static class SecondFactorHost
{
    public static Person Officer => SamplePeople.OdileRoux;

    public static Task<ProviderHost> StartAsync() => ProviderHost.StartAsync(new Dictionary<string, string?>
    {
        ["SecondFactors:IsRequired"] = "true",
        ["TrustedProxies:0"] = "127.0.0.1",
        ["TrustedProxies:1"] = "::1",
        ["Roles:ProvisioningOfficers:0"] = Officer.Login.ToString(),
    });

    /// <summary>Signs in with another browser and enrols an application there.</summary>
    public static async Task<CodeApp> EnrolAsync(this ProviderHost host, Person person)
    {
        using var browser = host.NewBrowser();
        await browser.SignInAsync(person);
        var app = await browser.AddAppAsync(host.Clock);
        // A mail on its way would be left for another minute.
        await host.ReadMailsAsync();
        // The code of the enrolment and the one before are used up.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return app;
    }

    public static async Task<IReadOnlyList<string>> MakeRecoveryCodesAsync(this ProviderHost host, Person person, CodeApp app)
    {
        using var browser = host.NewBrowser();
        await browser.GiveCodeAsync(await browser.GivePasswordAsync(person), app.Code());
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        return await browser.MakeRecoveryCodesAsync();
    }

    /// <summary>How the newest open session of a person was proven.</summary>
    public static Task<string?> MethodsOfSessionAsync(this ProviderHost host, Person person) => host.AskAsync<IdentityDb, string?>(db =>
        db.Sessions.Where(session => session.DirectoryKey == person.Key.Value && session.EndedAt == null)
            .OrderByDescending(session => session.StartedAt).Select(session => session.Methods).FirstOrDefaultAsync());

    public static async Task<string> SubjectOfAsync(this ProviderHost host, Person person) =>
        await host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(person)));
}
