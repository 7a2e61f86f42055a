using System.Reflection;
using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>Where the product stands: its assemblies and its sources.</summary>
internal static class Product
{
    public static Assembly Domain { get; } = typeof(Person).Assembly;

    public static Assembly Ldap { get; } = Assembly.Load("AcRouenIdentity.Ldap");

    public static Assembly Infrastructure { get; } = typeof(IdentityDb).Assembly;

    public static Assembly Web { get; } = typeof(AcRouenIdentityHost).Assembly;

    public static Assembly[] All { get; } = [Domain, Ldap, Infrastructure, Web];

    /// <summary>This project: its <c>Planted</c> namespace breaks every rule.</summary>
    public static Assembly Planted { get; } = typeof(Product).Assembly;

    public static string Root { get; } = FindRoot();

    public static string Sources { get; } = Path.Combine(Root, "src");

    /// <summary>Files under a folder of the repository, build output left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
