using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>What a help desk did six weeks ago, with all that is unusual in it.</summary>
internal static class KnownFigures
{
    private const int People = 24;
    private static readonly TimeSpan Ago = TimeSpan.FromDays(42);

    public static async Task FillAsync(ProviderHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var subject = (await scope.ServiceProvider.GetRequiredService<AccountBook>().GetAsync(SamplePeople.ClaireMartin, default)).Subject;
        // In the middle of a night, whatever the clock of the test says.
        var night = new DateTimeOffset((host.Clock.GetUtcNow() - Ago).UtcDateTime.Date, TimeSpan.Zero).AddHours(1);

        var cases = Enumerable.Range(0, People).Select(number => CaseOf(number, night)).ToList();
        db.AddRange(cases);
        await db.SaveChangesAsync();
        db.AddRange(cases.Select((row, number) => Given(row.Id, night.AddMinutes(number))));
        foreach (var way in Enum.GetValues<RecoveryWay>())
            trail.Record(new AuditEvent.RecoveryProven(subject, way, "otp"));
        for (var asked = 0; asked < 4; asked++)
            trail.Record(new AuditEvent.RecoveryAsked(subject, RecoveryWay.BackupAddress));
        await db.SaveChangesAsync();
    }

    private static AssistanceCase CaseOf(int number, DateTimeOffset at)
    {
        var (origins, outcomes) = (Enum.GetValues<CaseOrigin>(), Enum.GetValues<CaseOutcome>());
        var row = new AssistanceCase { Reference = $"0042-{number:0000}", Origin = origins[number * number % origins.Length], OpenedAt = at };
        row.Identify(new DirectoryKey($"past-{number}"), ";0769001W;");
        row.Take(SamplePeople.FatouSarr.Login, at.AddMinutes(number * number * 3));
        row.Close(outcomes[number % 7 % outcomes.Length], at.AddDays(3));
        return row;
    }

    private static CaseEntry Given(long id, DateTimeOffset at) =>
        new() { CaseId = id, At = at, By = SamplePeople.FatouSarr.Login.ToString(), Kind = CaseEntryKind.Done, What = nameof(HelpAct.GiveCode) };
}
