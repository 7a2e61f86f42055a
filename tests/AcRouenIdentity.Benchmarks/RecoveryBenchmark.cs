using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Benchmarks;

/// <summary>
/// The pages of a recovery among many open ones, the same for somebody and for nobody; and what a flood of false requests costs those who sign in.
/// </summary>
internal sealed partial class RecoveryBenchmark(ProviderHost host)
{
    private const int RowsOfASave = 5_000;
    private const string Outside = "claire@exemple.fr";

    public static async Task<int> RunAsync(int tickets, int floodASecond, TimeSpan flood, CancellationToken cancellationToken)
    {
        if (tickets > 0)
        {
            await using var host = await ProviderHost.StartAsync(new Dictionary<string, string?>
            {
                ["TrustedProxies:0"] = "127.0.0.1", ["TrustedProxies:1"] = "::1", ["Recovery:RequestsASecond"] = "10000", ["Recovery:RequestsAtOnce"] = "100000",
            });
            PageTimes.Tell($"{tickets} open recoveries, SQLite");
            await new RecoveryBenchmark(host).RunAsync(tickets, cancellationToken);
        }

        if (floodASecond > 0)
            await FloodAsync(floodASecond, flood, cancellationToken);
        return 0;
    }

    private async Task RunAsync(int tickets, CancellationToken cancellationToken)
    {
        foreach (var some in Enumerable.Range(0, tickets).Chunk(RowsOfASave))
            await host.AskAsync<IdentityDb, int>(db =>
            {
                db.AddRange(some.Select(number => RecoveryTicket.Asked(
                    new RecoveryBeginning(number.ToString("x64", CultureInfo.InvariantCulture), RecoveryWay.BackupAddress, "~/", RecoveryEntry.Forgotten, host.Clock.GetUtcNow()), TimeSpan.FromMinutes(15))));
                return db.SaveChangesAsync(cancellationToken);
            });

        var ina = (await host.PrepareRecoveryAsync(SamplePeople.ClaireMartin, Outside)).RevealInGroups();
        using var browser = host.NewBrowser();
        await PageTimes.TellAsync("ways", browser, _ => RecoveryStory.Choice);
        await PageTimes.TellAsync("form", browser, _ => RecoveryStory.ByMail);
        await browser.AskForCodeAsync(ina, Outside);
        await PageTimes.TellAsync("page of the code", browser, _ => RecoveryStory.Code);
        await TellSubmittingAsync("asking, of somebody", RecoveryStory.ByMail, turn => [("Form.Ina", ina), ("Form.Address", Outside)]);
        await TellSubmittingAsync("asking, of nobody", RecoveryStory.ByMail, turn => [("Form.Ina", ina), ("Form.Address", $"personne{turn}@exemple.fr")]);
        await TellCodesAsync("wrong code, of somebody", ina, Outside);
        await TellCodesAsync("wrong code, of nobody", ina, "personne@exemple.fr");
    }

    private async Task TellSubmittingAsync(string name, string path, Func<int, (string, string)[]> fields)
    {
        using var browser = host.NewBrowser();
        var page = await browser.GetAsync(path);
        await PageTimes.TellAsync(name, async turn =>
        {
            browser.ForwardedFor = string.Create(CultureInfo.InvariantCulture, $"198.{(turn >> 16) + 18}.{(turn >> 8) & 255}.{turn & 255}");
            var answer = await browser.SubmitAsync(page, fields(turn));
            return answer.Redirect is null ? answer.Html : null;
        });
    }

    /// <summary>Twenty in each recovery.</summary>
    private async Task TellCodesAsync(string name, string ina, string address)
    {
        using var browser = host.NewBrowser();
        WebPage page = null!;
        await PageTimes.TellAsync(name, async turn =>
        {
            browser.ForwardedFor = string.Create(CultureInfo.InvariantCulture, $"198.51.{(turn >> 8) & 255}.{turn & 255}");
            var answer = await browser.PressAsync(page, "Continuer", ("Form.Code", "ZZZZ-ZZZZ"));
            return answer.Main.Contains("bon code", StringComparison.Ordinal) ? null : answer.Html;
        }, async turn => page = turn % 15 == 0 ? await browser.AskForCodeAsync(ina, address) : page);
    }

    private static async Task FloodAsync(int aSecond, TimeSpan time, CancellationToken cancellationToken)
    {
        await using var provider = await Provider.StartAsync(ProviderKind.AsBuilt, cancellationToken);
        var person = new Person(provider.Address);
        await Measure.CountAsync("", provider.Process, 1, 100, _ => person.SignInAsync(cancellationToken));
        var calm = await Measure.ForAsync("sign-ins, nothing else", provider.Process, 2, time / 2, _ => new Person(provider.Address).SignInAsync(cancellationToken));

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var flood = Task.Run(() => SendAsync(provider.Address, aSecond, end.Token), CancellationToken.None);
        var flooded = await Measure.ForAsync($"sign-ins, under {aSecond} false requests a second", provider.Process, 2, time, _ => new Person(provider.Address).SignInAsync(cancellationToken));
        await end.CancelAsync();
        var (sent, taken) = await flood;

        Console.WriteLine(calm);
        Console.WriteLine(flooded);
        PageTimes.Tell($"{sent} requests were sent, {taken} of them taken down; sign-ins went at {flooded.PerSecond / calm.PerSecond:P0} of what they were");
    }

    /// <summary>At that rate, each from another address, whatever becomes of them.</summary>
    private static async Task<(int Sent, int Taken)> SendAsync(Uri provider, int aSecond, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 64 }) { BaseAddress = provider };
        var token = WebUtility.HtmlDecode(FormToken().Match(await http.GetStringAsync(RecoveryStory.ByMail, CancellationToken.None)).Groups["token"].Value);
        var (sent, taken, clock) = (0, 0, Stopwatch.StartNew());
        var answers = new List<Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            for (var due = (int)(clock.Elapsed.TotalSeconds * aSecond); sent < due; sent++)
                answers.Add(SendOneAsync(sent));
            await Task.Delay(5, CancellationToken.None);
        }

        await Task.WhenAll(answers);
        return (sent, taken);

        async Task SendOneAsync(int number)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, RecoveryStory.ByMail)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Form.Ina"] = "0000-0000-0000", ["Form.Address"] = $"personne{number}@exemple.fr" }),
            };
            request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"198.{18 + ((number >> 16) & 1)}.{(number >> 8) & 255}.{number & 255}"));
            using var answer = await http.SendAsync(request, CancellationToken.None);
            if (answer.StatusCode is HttpStatusCode.Redirect)
                Interlocked.Increment(ref taken);
        }
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<token>[^"]+)""")]
    private static partial Regex FormToken();
}
