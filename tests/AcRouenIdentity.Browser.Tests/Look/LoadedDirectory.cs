using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Directory.Index;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Runs for the pages to show: 1 is applied, 2 stops, 3 works and never ends. Somebody is suspended, somebody delegated.</summary>
internal static class LoadedDirectory
{
    private const int People = 120;
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"acrouen-look-{Guid.NewGuid():N}");

    /// <summary>Holds an export with its HR file.</summary>
    public static string Drop { get; } = Path.Combine(Folder, "depot");

    public static async Task FillAsync(ProviderHost host)
    {
        var writer = new FeedFilesWriter(new FeedGenerator(seed: 27, People, establishments: 6), new FeedForm());
        writer.WriteFolder(Drop, export: 0);
        writer.WriteStaff(Path.Combine(Drop, "rh.csv"), export: 0);
        await WorkAsync(host, Drop, Approval.Confirmed);
        await host.AskAsync<Delegation, DelegationOutcome>(delegation => delegation.OpenAsync(
            DelegatedPersonOf(host), DelegationCheck.AskAboutLookalikes, new Decider(SamplePeople.HeleneLefevre.Login.ToString(), Note: null), default));
        await host.AskAsync<PersonDesk, PersonDecision>(desk => desk.SuspendAsync(
            SamplePeople.SylvieDubois.Login, Today(host).AddDays(20), new Decider(SamplePeople.OdileRoux.Login.ToString(), "Demande de la DRH, courrier du 12 novembre"), default));

        await GiveTwoNamesAsync(host, SamplePeople.ClaireMartin);
        var later = Path.Combine(Folder, "demain");
        writer.WriteFolder(later, export: 1);
        await WorkAsync(host, later, Approval.ByAnOfficer);
        await PretendToWorkAsync(host);
        await AskForLettersAsync(host);
        await host.Services.GetRequiredService<IndexKeeper>().RefreshAsync(default);
    }

    /// <summary>People of several schools who forgot their passwords, hours after each other.</summary>
    private static Task<int> AskForLettersAsync(ProviderHost host) => host.AskAsync<IdentityDb, int>(async db =>
    {
        var people = await db.People.Where(person => person.Login != null && person.Address != null && person.MainEstablishment != null && person.State == AccountState.Announced)
            .OrderBy(person => person.DirectoryKey).Take(9).ToListAsync();
        foreach (var (hours, person) in people.Index())
        {
            person.State = AccountState.Active;
            db.Add(LetterRequest.Of(person.DirectoryKey, host.Clock.GetUtcNow().AddHours(hours - 60)));
        }

        return await db.SaveChangesAsync();
    });

    /// <summary>So that the page of preferences has something to choose from.</summary>
    private static Task<int> GiveTwoNamesAsync(ProviderHost host, Person person) => host.AskAsync<IdentityDb, int>(async db =>
    {
        var records = host.Services.GetRequiredService<PersonRecords>();
        var record = await db.People.SingleAsync(row => row.DirectoryKey == person.Key.Value);
        var known = records.Read(record);
        records.Fill(record, known with { Facts = known.Facts with { BirthName = "Delamare" } }, host.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    private static DelegatedPerson DelegatedPersonOf(ProviderHost host) => new(
        "Zoé", "Lemonnier", Civility.Madame, new DateOnly(1990, 5, 4),
        new Posting(SamplePeople.CollegeJacquesTati.Rne, "MIS", "Intervenante théâtre", null, null), Today(host).AddDays(120));

    private static DateOnly Today(ProviderHost host) => PublicDay.Of(host.Clock);

    private static async Task WorkAsync(ProviderHost host, string source, Approval approval)
    {
        var opened = await host.Services.GetRequiredService<RunOpening>().OpenAsync(source, SamplePeople.OdileRoux.Login.ToString(), default);
        await host.Services.GetRequiredService<RunWork>().WorkAsync(opened.Run!.Id, approval, watcher: null, default);
    }

    /// <summary>A run that a worker on another machine is at, as far as anybody here can tell.</summary>
    private static Task<int> PretendToWorkAsync(ProviderHost host) => host.AskAsync<IdentityDb, int>(async db =>
    {
        var now = host.Clock.GetUtcNow();
        var run = new ProvisioningRun { AskedAt = now, AskedBy = SamplePeople.OdileRoux.Login.ToString(), Source = Drop };
        run.TakeLease("elsewhere/1/1", now.AddDays(1));
        run.Approve(run.AskedBy);
        run.Begin();
        db.Add(run);
        await db.SaveChangesAsync();
        return await db.ProvisioningRuns.Where(one => one.Id == run.Id).ExecuteUpdateAsync(update => update
            .SetProperty(one => one.Step, RunStep.Applying)
            .SetProperty(one => one.Done, 21_340)
            .SetProperty(one => one.Total, 60_000)
            .SetProperty(one => one.StepBegunAt, now.AddSeconds(-95)));
    });
}
