namespace AcRouenIdentity.Testing;

/// <summary>The program that tests start in processes of its own: what <c>ACROUEN_PROGRAM</c> names, as it is installed, or else what was built beside the tests.</summary>
public static class BuiltProgram
{
    private const string Variable = "ACROUEN_PROGRAM";

    /// <summary>Its assembly, for <c>dotnet</c>.</summary>
    public static string Assembly { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } installed ? installed : Path.Combine(AppContext.BaseDirectory, "AcRouenIdentity.Web.dll");
}
