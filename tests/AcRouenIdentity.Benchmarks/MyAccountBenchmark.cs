using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Accounts;

namespace AcRouenIdentity.Benchmarks;

/// <summary>
/// The pages of one's own account for somebody with a year of events, among others who have as many. The browser is in the same process, so its work is in the CPU time as well.
/// </summary>
internal sealed class MyAccountBenchmark(ProviderHost host, int others)
{
    private const int SessionsOpen = 4;

    public static async Task<int> RunAsync(int others, CancellationToken cancellationToken)
    {
        await using var host = await ProviderHost.StartAsync();
        PageTimes.Tell($"{YearOfEvents.Count} events of the person, as many of {others} others, SQLite");
        await new MyAccountBenchmark(host, others).RunAsync(cancellationToken);
        return 0;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var subject = await host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(SamplePeople.ClaireMartin)));
        foreach (var of in Enumerable.Range(0, others).Select(number => $"somebody-else-{number:D10}").Append(subject))
            await YearOfEvents.FillAsync(host, of, cancellationToken);
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
}
