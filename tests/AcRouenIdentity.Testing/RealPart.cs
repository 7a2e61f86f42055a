using Xunit;

namespace AcRouenIdentity.Testing;

/// <summary>
/// A real part (slapd, PostgreSQL, a browser) that a test needs. Where it is not installed the test says so and is left out,
/// unless <c>ACROUEN_TESTS_REQUIRE_ALL=1</c> asks for all of them: then it fails.
/// </summary>
public static class RealPart
{
    public static void Need(string part, Func<bool> isInstalled)
    {
        if (isInstalled())
            return;

        var reason = $"{part} is not installed here.";
        Assert.False(Environment.GetEnvironmentVariable("ACROUEN_TESTS_REQUIRE_ALL") == "1", reason);
        Skip.If(true, reason);
    }
}
