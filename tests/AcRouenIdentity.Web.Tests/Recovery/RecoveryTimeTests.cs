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
    private const int Pairs = 150;

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
        ina = (await host.PrepareRecoveryAsync(SamplePeople.ClaireMartin, "claire@exemple.fr")).RevealInGroups();
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Asking_for_a_code_takes_as_long_for_nobody()
    {
        using var browser = host.NewBrowser();
        var page = await browser.GetAsync(RecoveryStory.ByMail);

        var share = await CompareAsync(browser, address => browser.SubmitAsync(page, ("Form.Ina", ina), ("Form.Address", address)));

        share.Should().BeInRange(0.5 - Apart, 0.5 + Apart);
    }

    [Fact]
    public async Task A_wrong_code_takes_as_long_where_none_has_left()
    {
        using var known = host.NewBrowser();
        using var nobody = host.NewBrowser();
        var (toKnown, toNobody) = (await known.AskForCodeAsync(ina, "claire@exemple.fr"), await nobody.AskForCodeAsync(ina, "personne@exemple.fr"));
        await host.CodesAsync();
        // Past twenty tries both are over, and still tell nothing.
        var share = await CompareAsync(known, address => address.StartsWith("claire", StringComparison.Ordinal)
            ? known.PressAsync(toKnown, "Continuer", ("Form.Code", "ZZZZ-ZZZZ"))
            : nobody.PressAsync(toNobody, "Continuer", ("Form.Code", "ZZZZ-ZZZZ")));

        share.Should().BeInRange(0.5 - Apart, 0.5 + Apart);
    }

    [Fact]
    public async Task The_comparison_notices_half_a_millisecond()
    {
        using var browser = host.NewBrowser();
        var share = await CompareAsync(browser, async address =>
        {
            var page = await browser.GetAsync(RecoveryStory.Choice);
            for (var clock = Stopwatch.StartNew(); address.StartsWith("claire", StringComparison.Ordinal) && clock.Elapsed.TotalMilliseconds < 0.5;)
                Thread.SpinWait(10);
            return page;
        });

        share.Should().NotBeInRange(0.5 - Apart, 0.5 + Apart);
    }

    /// <returns>Share of all pairs in which somebody's answer was the slower one.</returns>
    private static async Task<double> CompareAsync(PlainBrowser browser, Func<string, Task<WebPage>> act)
    {
        var (known, nobody) = (new List<double>(Pairs), new List<double>(Pairs));
        for (var turn = -20; turn < Pairs; turn++)
        {
            browser.ForwardedFor = $"198.51.{(turn + 20) / 10}.{(turn + 20) % 10 + 1}";
            foreach (var isKnown in turn % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var clock = Stopwatch.StartNew();
                await act(isKnown ? "claire@exemple.fr" : "personne@exemple.fr");
                if (turn >= 0)
                    (isKnown ? known : nobody).Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return known.Sum(one => nobody.Count(other => one > other) + (nobody.Count(other => one == other) / 2.0)) / ((double)Pairs * Pairs);
    }
}
