namespace AcRouenIdentity.Benchmarks;

/// <summary>What is measured, and among what.</summary>
/// <param name="SignIns">How many sign-ins are measured; more of what is quick.</param>
/// <param name="Before">How many sign-ins there were before.</param>
/// <param name="Only">The beginning of the one operation that is measured; null for all.</param>
/// <param name="LiveTokens">Refresh tokens of others that are good.</param>
/// <param name="EndedTokens">Those that ended, and are removed by another node meanwhile.</param>
internal sealed record SignInLoad(int SignIns, int Before, string? Only, int LiveTokens, int EndedTokens);

/// <summary>What each operation of the protocol costs the provider once it is warm, and what it holds in memory.</summary>
internal sealed class SignInBenchmark(Provider provider, SignInLoad load, CancellationToken cancellationToken)
{
    private const int Workers = 4;

    // The runtime compiles again what is used often: what is measured is what runs after that.
    private const int WarmUp = 2_000;

    private readonly List<Person> people = [.. Enumerable.Range(0, Workers).Select(_ => new Person(provider.Address))];
    private readonly Tokens[] tokens = new Tokens[Workers];

    public static async Task<int> RunAsync(SignInLoad load, ProviderKind kind, CancellationToken cancellationToken)
    {
        await using var provider = await Provider.StartAsync(kind, cancellationToken);
        PageTimes.Tell($"{kind.Database}: first discovery answer {provider.FirstStart.TotalSeconds:F2} s after the start with a new database, {(await provider.RestartAsync(cancellationToken)).TotalSeconds:F2} s with one that is there");
        await new SignInBenchmark(provider, load, cancellationToken).RunAsync();
        return 0;
    }

    private async Task RunAsync()
    {
        await CountAsync("", load.Before, SignInAsync);
        TellMemory(load.Before);
        await using var stored = new StoredTokens(provider.Database);
        await stored.AddAsync(load.LiveTokens, TimeSpan.FromDays(1), cancellationToken);
        await stored.AddAsync(load.EndedTokens, TimeSpan.FromDays(40), cancellationToken);
        var chosen = Operations().Where(operation => load.Only is null || operation.Name.StartsWith(load.Only, StringComparison.Ordinal)).ToList();
        foreach (var operation in chosen)
            await CountAsync("", operation.Times * WarmUp, operation.RunAsync);

        var control = await CountAsync("key set (control)", 10 * load.SignIns, worker => people[worker].ReadKeysAsync(cancellationToken));
        Tell(control, control);
        var pruned = load.EndedTokens == 0 ? null : Task.Run(() => stored.PruneAsync(cancellationToken));
        foreach (var operation in chosen)
            Tell(await CountAsync(operation.Name, operation.Times * load.SignIns, operation.RunAsync), control);
        TellMemory(load.Before + WarmUp + load.SignIns);
        if (pruned is not null)
            await TellAsync(pruned);
    }

    private static async Task TellAsync(Task<(long Tokens, TimeSpan Elapsed)> pruning)
    {
        var wasOver = pruning.IsCompleted;
        var (tokens, elapsed) = await pruning;
        PageTimes.Tell($"{tokens} ended tokens removed in {elapsed.TotalSeconds:F1} s, {(wasOver ? "all" : "not all")} of it during the measures");
    }

    private IReadOnlyList<Operation> Operations() =>
    [
        new("discovery", 10, worker => people[worker].ReadDiscoveryAsync(cancellationToken)),
        new("sign-in page", 1, worker => people[worker].ReadSignInPageAsync(cancellationToken)),
        new("whole sign-in (authorize, page, password, code, tokens)", 1, SignInAsync),
        new("silent sign-in (authorize, tokens)", 1, SignInAgainAsync),
        new("refresh", 1, RefreshAsync),
        new("introspection", 5, IntrospectAsync),
    ];

    private static void Tell(Measure measure, Measure control) =>
        PageTimes.Tell($"{measure} {measure.CpuMilliseconds / control.CpuMilliseconds,8:F1} x control");

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

    /// <param name="Times">How many are measured for each sign-in that is: quick ones need more.</param>
    private sealed record Operation(string Name, int Times, Func<int, Task> RunAsync);
}
