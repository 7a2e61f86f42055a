using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>What types are made like and called.</summary>
internal static class Shapes
{
    private static readonly Regex EmptyWords = new(@"^(Helpers?|Utils?|Utilit(y|ies)|Common|Managers?|Services|Interfaces|Misc|.*V[0-9]+)$", RegexOptions.IgnoreCase);
    private static readonly Regex EmptyEndings = new("(Helpers?|Utils?|Utility|Manager|Impl)$");

    /// <summary>Interfaces outside the ports that fewer than two types of the product implement.</summary>
    public static IEnumerable<string> LonelyInterfaces(IReadOnlyCollection<Type> types, string ports) => types
        .Where(type => type.IsInterface && type.Namespace != ports)
        .Where(type => types.Count(other => !other.IsInterface && Implements(other, type)) < 2)
        .Select(type => type.FullName!);

    /// <summary>Pages that say neither that everybody may open them nor which policy guards them.</summary>
    public static IEnumerable<string> PagesThatSayNothingOfAccess(IEnumerable<Type> types) => types
        .Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract)
        .Where(page => !page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true))
        .Where(page => !page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Any(guard => guard.Policy is { Length: > 0 }))
        .Select(page => page.FullName!);

    /// <summary>Types and namespaces whose name says nothing, or which count versions. A library's suffix may be kept by what derives from it.</summary>
    public static IEnumerable<string> EmptyNames(IEnumerable<Type> types) => types
        .Where(type => !type.Name.StartsWith('<') && (type.Namespace is not { } space || !space.StartsWith("Microsoft.", StringComparison.Ordinal)))
        .Where(type => (type.Namespace ?? "").Split('.').Any(EmptyWords.IsMatch) || EmptyWords.IsMatch(NameOf(type)) || EndsEmpty(type))
        .Select(type => type.FullName!);

    /// <summary>Folders and files whose name says nothing.</summary>
    public static IEnumerable<string> EmptyPaths(IEnumerable<string> relativePaths) =>
        relativePaths.Where(path => path.Split('/').Any(part => EmptyWords.IsMatch(Path.GetFileNameWithoutExtension(part))));

    private static bool EndsEmpty(Type type) =>
        EmptyEndings.Match(NameOf(type)) is { Success: true } ending && !(type.BaseType is { } parent && NameOf(parent).EndsWith(ending.Value, StringComparison.Ordinal));

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(implemented => (implemented.IsGenericType ? implemented.GetGenericTypeDefinition() : implemented) == contract);
}
