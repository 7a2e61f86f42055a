using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Accounts;

namespace AcRouenIdentity.Benchmarks;

/// <summary>
/// The pages of one's own account for somebody with a year of events, among others who have as many. The browser is in the same process, so its work is in the CPU time as well.
/// </summary>
internal sealed class MyAccountBenchmark(ProviderHost host, int others)
{
    private const int Days = 365;
    private const int EventsOfADay = 6;
    private const int SessionsOpen = 4;
    private const int RowsOfASave = 5_000;

    public static async Task<int> RunAsync(int others, CancellationToken cancellationToken)
    {
        await using var host = await ProviderHost.StartAsync();
        PageTimes.Tell($"{Days * EventsOfADay} events of the person, as many of {others} others, SQLite");
        await new MyAccountBenchmark(host, others).RunAsync(cancellationToken);
        return 0;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var subject = await host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(SamplePeople.ClaireMartin)));
        foreach (var of in Enumerable.Range(0, others).Select(number => $"somebody-else-{number:D10}").Append(subject))
            await FillAsync(of, cancellationToken);
        using var browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        for (var more = 1; more < SessionsOpen; more++)
        {
            using var elsewhere = host.NewBrowser();
            await elsewhere.SignInAsync(SamplePeople.ClaireMartin);
        }

        foreach (var page in new[] { "/compte", "/compte/connexions", "/compte/activite", "/compte/activite?quoi=WaysIn", "/compte/activite?feuille=40", "/compte/preferences", "/compte/donnees" })
            await PageTimes.TellAsync(page, browser, _ => page);
    }

    private async Task FillAsync(string subject, CancellationToken cancellationToken)
    {
        var now = host.Clock.GetUtcNow();
        foreach (var some in Enumerable.Range(0, Days * EventsOfADay).Chunk(RowsOfASave))
        {
            await host.AskAsync<IdentityDb, int>(db =>
            {
                db.AddRange(some.Select(number => EntryOf(subject, number, now)));
                return db.SaveChangesAsync(cancellationToken);
            });
        }
    }

    /// <summary>A sign-in and a sign-out in turn, a refusal now and then, a password twice a year.</summary>
    private static AuditEntry EntryOf(string subject, int number, DateTimeOffset now) => new()
    {
        At = now.AddHours(-number * 24.0 / EventsOfADay),
        Subject = subject,
        Kind = number % (Days * EventsOfADay / 2) == 0 ? AuditKind.PasswordChanged : number % 10 == 9 ? AuditKind.SignInRefused : number % 2 == 0 ? AuditKind.SignedIn : AuditKind.SignedOut,
        Json = $$"""{"sessionId":"session-{{number}}","device":"{{DeviceKind.Shared}}","methods":"pwd","reason":"Chosen"}""",
    };
}
