using System.Globalization;

namespace AcRouenIdentity.Benchmarks;

internal static class SignInBenchmark
{
    private const int Workers = 4;

    // The runtime compiles again what is used often: what is measured is what runs after that.
    private const int WarmUp = 200;

    public static async Task<int> RunAsync(int signIns, CancellationToken cancellationToken)
    {
        await using var provider = await Provider.StartAsync(cancellationToken);
        var people = Enumerable.Range(0, Workers).Select(_ => new Person(provider.Address)).ToList();
        var tokens = new Tokens[Workers];

        await Measure.CountAsync("", provider.Process, Workers, WarmUp, worker => SignInAsync(worker));
        await Measure.CountAsync("", provider.Process, Workers, 40 * WarmUp, worker => people[worker].ReadKeysAsync(cancellationToken));
        await Measure.CountAsync("", provider.Process, Workers, 5 * WarmUp, worker => people[worker].IntrospectAsync(tokens[worker], cancellationToken));
        await Measure.CountAsync("", provider.Process, Workers, WarmUp, worker => people[worker].ReadSignInPageAsync(cancellationToken));
        await Measure.CountAsync("", provider.Process, Workers, WarmUp, worker => people[worker].SignInAgainAsync(cancellationToken));
        await Measure.CountAsync("", provider.Process, Workers, WarmUp, async worker => tokens[worker] = await people[worker].RefreshAsync(tokens[worker], cancellationToken));

        var control = await Measure.CountAsync("jwks (control)", provider.Process, Workers, 8_000, worker => people[worker].ReadKeysAsync(cancellationToken));
        Measure[] measures =
        [
            control,
            await Measure.CountAsync("sign-in page", provider.Process, Workers, signIns, worker => people[worker].ReadSignInPageAsync(cancellationToken)),
            await Measure.CountAsync("whole sign-in (authorize, page, password, code, tokens)", provider.Process, Workers, signIns, worker => SignInAsync(worker)),
            await Measure.CountAsync("silent sign-in (authorize, tokens)", provider.Process, Workers, signIns, worker => people[worker].SignInAgainAsync(cancellationToken)),
            await Measure.CountAsync("refresh", provider.Process, Workers, signIns, async worker => tokens[worker] = await people[worker].RefreshAsync(tokens[worker], cancellationToken)),
            await Measure.CountAsync("introspection", provider.Process, Workers, 5 * signIns, worker => people[worker].IntrospectAsync(tokens[worker], cancellationToken)),
        ];

        foreach (var measure in measures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measure} {measure.CpuMilliseconds / control.CpuMilliseconds,8:F1} x control"));
        provider.Process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident memory of the provider at the end: {provider.Process.WorkingSet64 / 1024 / 1024} MiB"));
        return 0;

        async Task SignInAsync(int worker) => tokens[worker] = await people[worker].SignInAsync(cancellationToken);
    }
}
