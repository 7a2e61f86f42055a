using System.Globalization;

namespace AcRouenIdentity.Benchmarks;

/// <summary>What each operation of the protocol costs the provider once it is warm, and what it holds in memory.</summary>
internal sealed class SignInBenchmark(Provider provider, int signIns, CancellationToken cancellationToken)
{
    private const int Workers = 4;
    private const int FirstSignIns = 1_000;

    // The runtime compiles again what is used often: what is measured is what runs after that.
    private const int WarmUp = 2_000;

    private readonly List<Person> people = [.. Enumerable.Range(0, Workers).Select(_ => new Person(provider.Address))];
    private readonly Tokens[] tokens = new Tokens[Workers];

    public static async Task<int> RunAsync(int signIns, ProviderKind kind, CancellationToken cancellationToken)
    {
        await using var provider = await Provider.StartAsync(kind, cancellationToken);
        PageTimes.Tell($"{kind.Database}: first discovery answer {provider.FirstStart.TotalSeconds:F2} s after the start with a new database, {(await provider.RestartAsync(cancellationToken)).TotalSeconds:F2} s with one that is there");
        await new SignInBenchmark(provider, signIns, cancellationToken).RunAsync();
        return 0;
    }

    private async Task RunAsync()
    {
        await CountAsync("", FirstSignIns, SignInAsync);
        TellMemory(FirstSignIns);
        await WarmAsync();

        var control = await CountAsync("key set (control)", 10 * signIns, worker => people[worker].ReadKeysAsync(cancellationToken));
        Measure[] measures =
        [
            control,
            await CountAsync("discovery", 10 * signIns, worker => people[worker].ReadDiscoveryAsync(cancellationToken)),
            await CountAsync("sign-in page", signIns, worker => people[worker].ReadSignInPageAsync(cancellationToken)),
            await CountAsync("whole sign-in (authorize, page, password, code, tokens)", signIns, SignInAsync),
            await CountAsync("silent sign-in (authorize, tokens)", signIns, SignInAgainAsync),
            await CountAsync("refresh", signIns, RefreshAsync),
            await CountAsync("introspection", 5 * signIns, IntrospectAsync),
        ];
        foreach (var measure in measures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measure} {measure.CpuMilliseconds / control.CpuMilliseconds,8:F1} x control"));
        TellMemory(FirstSignIns + WarmUp + signIns);
    }

    private async Task WarmAsync()
    {
        await CountAsync("", WarmUp, SignInAsync);
        await CountAsync("", WarmUp, SignInAgainAsync);
        await CountAsync("", WarmUp, RefreshAsync);
        await CountAsync("", 5 * WarmUp, IntrospectAsync);
        await CountAsync("", WarmUp, worker => people[worker].ReadSignInPageAsync(cancellationToken));
        await CountAsync("", 5 * WarmUp, worker => people[worker].ReadDiscoveryAsync(cancellationToken));
        await CountAsync("", 5 * WarmUp, worker => people[worker].ReadKeysAsync(cancellationToken));
    }

    private Task<Measure> CountAsync(string name, int operations, Func<int, Task> operation) => Measure.CountAsync(name, provider.Process, Workers, operations, operation);

    private async Task SignInAsync(int worker) => tokens[worker] = await people[worker].SignInAsync(cancellationToken);

    private async Task SignInAgainAsync(int worker) => tokens[worker] = await people[worker].SignInAgainAsync(cancellationToken);

    private async Task RefreshAsync(int worker) => tokens[worker] = await people[worker].RefreshAsync(tokens[worker], cancellationToken);

    private Task IntrospectAsync(int worker) => people[worker].IntrospectAsync(tokens[worker], cancellationToken);

    private void TellMemory(int after)
    {
        provider.Process.Refresh();
        PageTimes.Tell($"after {after} sign-ins: {provider.Process.WorkingSet64 / 1048576} MiB resident, database {provider.DatabaseBytes / 1048576.0:F1} MiB");
    }
}
