using System.Globalization;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Accounts;

namespace AcRouenIdentity.Benchmarks;

/// <summary>The pages of the assistance, its figures and the trail, among a year of cases and of events. The browser is in the same process, so its work is in the CPU time as well.</summary>
internal sealed class HelpDeskBenchmark(ProviderHost host, int others)
{
    private const int Cases = 20_000;
    private const int CasesOfASave = 2_000;

    public static async Task<int> RunAsync(int others, CancellationToken cancellationToken)
    {
        await using var host = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Roles:Grants:0:Role"] = "Supervisor", ["Roles:Grants:0:Group"] = "assistance-responsables", ["Roles:Grants:0:Scope"] = "academie",
            ["Roles:Grants:1:Role"] = "Auditor", ["Roles:Grants:1:Group"] = "assistance-responsables", ["Roles:Grants:1:Scope"] = "academie",
        });
        PageTimes.Tell($"{Cases} cases of a year, {YearOfEvents.Count} events of the caller, as many of {others} others, SQLite");
        await new HelpDeskBenchmark(host, others).RunAsync(cancellationToken);
        return 0;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var subject = await host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(SamplePeople.ClaireMartin)));
        foreach (var of in Enumerable.Range(0, others).Select(number => $"somebody-else-{number:D10}").Append(subject))
            await YearOfEvents.FillAsync(host, of, cancellationToken);
        foreach (var some in Enumerable.Range(0, Cases).Chunk(CasesOfASave))
            await FillAsync(some, cancellationToken);
        using var browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.BrigitteQuiniou);
        var (today, month) = (host.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), host.Clock.GetUtcNow().AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var page in new[]
        {
            "/assistance", $"/assistance/dossiers/{ReferenceOf(0)}", "/assistance/pilotage?periode=Month", "/assistance/pilotage?periode=Year", $"/journal?du={today}&au={today}", $"/journal?du={month}&au={today}", $"/journal?du={month}&au={today}&quoi=RecoveryProven", $"/journal?du={month}&au={today}&personne=cmartin1",
        })
            await PageTimes.TellAsync(page, browser, _ => page);
    }

    private Task<int> FillAsync(int[] some, CancellationToken cancellationToken) => host.AskAsync<IdentityDb, int>(async db =>
    {
        var now = host.Clock.GetUtcNow();
        var cases = some.Select(number => CaseOf(number, now)).ToList();
        db.AddRange(cases);
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(cases.SelectMany(row => EntriesOf(row)));
        db.AddRange(cases.Select(row => ProvenBy(row)));
        return await db.SaveChangesAsync(cancellationToken);
    });

    /// <summary>The first is the one that is open, of the caller; the others are spread over the year.</summary>
    private static AssistanceCase CaseOf(int number, DateTimeOffset now)
    {
        var (origins, outcomes) = (Enum.GetValues<CaseOrigin>(), Enum.GetValues<CaseOutcome>());
        var opened = now.AddMinutes(-number * 365.0 * 24 * 60 / Cases);
        var row = new AssistanceCase { Reference = ReferenceOf(number), Origin = origins[number % origins.Length], OpenedAt = opened };
        row.Identify(number == 0 ? SamplePeople.ClaireMartin.Key : new DirectoryKey($"AC-ROUEN${number}"), ";0769001W;");
        row.Take(SamplePeople.BrigitteQuiniou.Login, opened.AddMinutes(number % 90));
        if (number > 0)
            row.Close(outcomes[number % outcomes.Length], opened.AddMinutes(number % 90 + 5));
        return row;
    }

    private static IEnumerable<CaseEntry> EntriesOf(AssistanceCase row) => new[] { CaseEntryKind.Opened, CaseEntryKind.Taken, CaseEntryKind.Verified, CaseEntryKind.Done, CaseEntryKind.Closed }
        .Select(kind => new CaseEntry { CaseId = row.Id, At = row.OpenedAt, By = $"agent{row.Id % 12}", Kind = kind, What = WhatOf(kind) });

    private static string? WhatOf(CaseEntryKind kind) => kind switch
    {
        CaseEntryKind.Verified => nameof(VerificationStep.Numen),
        CaseEntryKind.Done => nameof(HelpAct.GiveCode),
        CaseEntryKind.Closed => nameof(CaseOutcome.Helped),
        _ => null,
    };

    private static AuditEntry ProvenBy(AssistanceCase row) => new()
    {
        At = row.OpenedAt,
        Subject = $"subject-of-{row.DirectoryKey}",
        Kind = AuditKind.RecoveryProven,
        Json = $$"""{"what":"{{RecoveryWay.Assistance}}","methods":"otp"}""",
    };

    private static string ReferenceOf(int number) => $"{number / 10_000:D4}-{number % 10_000:D4}";
}
