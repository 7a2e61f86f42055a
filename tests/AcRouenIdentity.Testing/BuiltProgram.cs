using System.Diagnostics;
using AcRouenIdentity.Testing.Databases;

namespace AcRouenIdentity.Testing;

/// <summary>The program that tests start in processes of its own: what <c>ACROUEN_PROGRAM</c> names, as it is installed, or else what was built beside the tests.</summary>
public static class BuiltProgram
{
    private const string Variable = "ACROUEN_PROGRAM";

    /// <summary>Its assembly, for <c>dotnet</c>.</summary>
    public static string Assembly { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } installed ? installed : Path.Combine(AppContext.BaseDirectory, "AcRouenIdentity.Web.dll");

    /// <summary>Runs a command of it to the end, on a database.</summary>
    /// <returns>With what it said, on either stream.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(TestDatabase database, params string[] arguments) => RunAsync(database.Settings, arguments);

    /// <summary>Runs a command of it to the end, with a configuration.</summary>
    /// <returns>With what it said, on either stream.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in settings)
            start.Environment[setting.Key.Replace(":", "__", StringComparison.Ordinal)] = setting.Value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
