using System.Reflection;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>What only some places may know.</summary>
internal static class Borders
{
    private static readonly string[] Outside =
    [
        "System.IO", "System.Net", "System.Data", "System.Diagnostics", "System.Security.Cryptography", "System.Threading.Timer", "System.TimeProvider", "System.Random",
        "System.Environment", "System.Console", "System.Threading.Thread", "System.Xml", "Microsoft",
    ];

    // Not the outside: marks and compiler support that happen to stand beside it.
    private static readonly string[] Harmless =
        ["System.Diagnostics.DebuggerBrowsableAttribute", "System.Diagnostics.DebuggerHiddenAttribute", "System.Diagnostics.DebuggerStepThroughAttribute", "System.Diagnostics.CodeAnalysis"];

    /// <summary>Types that reach for files, network, clock, randomness or a library.</summary>
    public static IReadOnlyList<string> ReachOutside(Assembly assembly) => Breakers(assembly, _ => true, known =>
        Outside.Any(outside => known.IsIn(outside) || known.FullName == outside) && !Harmless.Any(harmless => known.FullName == harmless || known.IsIn(harmless)));

    /// <summary>Types that know a type of this product standing in another of its assemblies.</summary>
    public static IReadOnlyList<string> KnowTheRestOfTheProduct(Assembly assembly) =>
        Breakers(assembly, _ => true, known => known.Assembly.StartsWith("AcRouenIdentity.", StringComparison.Ordinal) && known.Assembly != assembly.GetName().Name);

    /// <summary>Types outside the given namespaces that know OpenIddict, extension methods it lends to other namespaces included.</summary>
    public static IReadOnlyList<string> KnowOpenIddict(Assembly assembly, params string[] allowed) =>
        Breakers(assembly, type => !allowed.Any(type.IsIn), known => known.Assembly.StartsWith("OpenIddict", StringComparison.Ordinal));

    public static IReadOnlyList<string> KnowAccountStores(Assembly assembly, params string[] allowed) =>
        Breakers(assembly, type => !allowed.Any(type.IsIn), known => known.FullName is "Microsoft.AspNetCore.Identity.SignInManager`1" or "Microsoft.AspNetCore.Identity.UserManager`1");

    private static IReadOnlyList<string> Breakers(Assembly assembly, Func<KnowingType, bool> watched, Func<Known, bool> forbidden) =>
        [.. Dependencies.Of(assembly).Where(watched).Where(type => type.Knows.Any(forbidden)).Select(type => type.FullName)];
}
