using System.Diagnostics;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>
/// Answers take as long for nobody as for somebody. Tries of the two kinds alternate, so that whatever else the machine does meets both; what is judged is not how long they take but which of the two is
/// the slower, over all pairs: half and half where nothing tells them apart.
/// </summary>
public sealed class RecoveryTimeTests : IAsyncLifetime
{
    private const string Known = "claire@exemple.fr";
    private const string Nobody = "personne@exemple.fr";
    private const int Warming = 30;
    private const int Pairs = 150;
    private const int TurnsOfARecovery = 15;

    /// <summary>Of all pairs, those in which one kind was the slower. Chance alone strays from a half by less than a tenth.</summary>
    private const double Apart = 0.16;

    private ProviderHost host = null!;
    private string ina = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["TrustedProxies:0"] = "127.0.0.1", ["TrustedProxies:1"] = "::1", ["Recovery:RequestsASecond"] = "10000", ["Recovery:RequestsAtOnce"] = "100000",
        });
        ina = (await host.PrepareRecoveryAsync(SamplePeople.ClaireMartin, Known)).RevealInGroups();
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Asking_for_a_code_takes_as_long_for_nobody()
    {
        using var browser = host.NewBrowser();
        var page = await browser.GetAsync(RecoveryStory.ByMail);

        var share = await CompareAsync([browser], isKnown => browser.SubmitAsync(page, ("Form.Ina", ina), ("Form.Address", isKnown ? Known : Nobody)));

        share.Should().BeInRange(0.5 - Apart, 0.5 + Apart);
    }

    [Fact]
    public async Task A_wrong_code_takes_as_long_where_none_has_left()
    {
        using var known = host.NewBrowser();
        using var nobody = host.NewBrowser();
        WebPage toKnown = null!, toNobody = null!;

        var share = await CompareAsync([known, nobody], isKnown => isKnown ? GuessAsync(known, toKnown) : GuessAsync(nobody, toNobody), AskAgainAsync);

        share.Should().BeInRange(0.5 - Apart, 0.5 + Apart);

        async Task AskAgainAsync(int turn)
        {
            if (turn % TurnsOfARecovery != 0)
                return;
            // No limit of the recovery before counts any more.
            host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromHours(2));
            (toKnown, toNobody) = (await known.AskForCodeAsync(ina, Known), await nobody.AskForCodeAsync(ina, Nobody));
            await host.CodesAsync();
        }

        static Task<WebPage> GuessAsync(PlainBrowser browser, WebPage page) => browser.PressAsync(page, "Continuer", ("Form.Code", "ZZZZ-ZZZZ"));
    }

    /// <summary>A page more, and not so many milliseconds: on a busy machine both take as many times longer.</summary>
    [Fact]
    public async Task The_comparison_notices_work_that_is_done_for_one_of_them_alone()
    {
        using var browser = host.NewBrowser();
        var share = await CompareAsync([browser], async isKnown =>
        {
            if (isKnown)
                await browser.GetAsync(RecoveryStory.Choice);
            return await browser.GetAsync(RecoveryStory.Choice);
        });

        share.Should().NotBeInRange(0.5 - Apart, 0.5 + Apart);
    }

    /// <param name="act">What is measured: by somebody, or by nobody.</param>
    /// <param name="prepare">Done before each turn, and not measured.</param>
    /// <returns>Share of all pairs in which somebody's answer was the slower one.</returns>
    private static async Task<double> CompareAsync(PlainBrowser[] browsers, Func<bool, Task<WebPage>> act, Func<int, Task>? prepare = null)
    {
        var (known, nobody) = (new List<double>(Pairs), new List<double>(Pairs));
        for (var turn = 0; turn < Warming + Pairs; turn++)
        {
            // No source has its share of tries.
            foreach (var browser in browsers)
                browser.ForwardedFor = $"198.51.{turn / 10}.{(turn % 10) + 1}";
            await (prepare?.Invoke(turn) ?? Task.CompletedTask);
            foreach (var isKnown in turn % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var clock = Stopwatch.StartNew();
                await act(isKnown);
                if (turn >= Warming)
                    (isKnown ? known : nobody).Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return known.Sum(one => nobody.Count(other => one > other) + (nobody.Count(other => one == other) / 2.0)) / ((double)Pairs * Pairs);
    }
}
