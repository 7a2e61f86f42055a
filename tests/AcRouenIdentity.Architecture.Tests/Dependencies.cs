using Mono.Cecil;
using Mono.Cecil.Cil;
using Assembly = System.Reflection.Assembly;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>A type of the source with everything it knows, whatever the compiler made of its lambdas, iterators and async bodies.</summary>
internal sealed record KnowingType(string Namespace, string Name, IReadOnlySet<Known> Knows)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    public bool IsIn(string space) => Namespace == space || Namespace.StartsWith(space + ".", StringComparison.Ordinal);
}

/// <summary>A type known to another, by namespace, name (generic arity included) and assembly.</summary>
internal readonly record struct Known(string Namespace, string Name, string Assembly)
{
    public string FullName => $"{Namespace}.{Name}";

    public bool IsIn(string space) => Namespace == space || Namespace.StartsWith(space + ".", StringComparison.Ordinal);
}

/// <summary>
/// Reads compiled code. A state machine inside the closure of a lambda is two types deep, and a compiled view is hardly anything else: all that stands
/// inside a type of the source counts as that type.
/// </summary>
internal static class Dependencies
{
    public static IReadOnlyList<KnowingType> Of(Assembly assembly)
    {
        using var definition = AssemblyDefinition.ReadAssembly(assembly.Location);
        return [.. definition.MainModule.Types
            .Where(type => type.Name != "<Module>")
            .Select(type => new KnowingType(type.Namespace, type.Name, WithNested(type).SelectMany(References).SelectMany(Flatten).Select(ToKnown).ToHashSet()))];
    }

    /// <summary>The texts of the HTML that each method of a type writes as it stands, in order.</summary>
    public static IReadOnlyList<(string Type, IReadOnlyList<string> Literals)> LiteralsOfViews(Assembly assembly)
    {
        using var definition = AssemblyDefinition.ReadAssembly(assembly.Location);
        return [.. definition.MainModule.Types
            .Where(type => type.Namespace == "AspNetCoreGeneratedDocument")
            .Select(type => (type.Name, (IReadOnlyList<string>)[.. WithNested(type).SelectMany(inner => inner.Methods).Select(LiteralOf)]))];
    }

    private static string LiteralOf(MethodDefinition method) => !method.HasBody ? "" : string.Concat(method.Body.Instructions
        .Where(instruction => instruction.OpCode == OpCodes.Ldstr && instruction.Next?.Operand is MethodReference { Name: "WriteLiteral" })
        .Select(instruction => (string)instruction.Operand));

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<TypeReference?> References(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType),
        .. type.Methods.SelectMany(References),
        .. Marks(type), .. type.Fields.SelectMany(Marks), .. type.Properties.SelectMany(Marks), .. type.Methods.SelectMany(Marks),
        .. type.Methods.SelectMany(method => method.Parameters).SelectMany(Marks),
    ];

    private static IEnumerable<TypeReference?> References(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.HasBody ? References(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> References(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => References(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference?> References(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        // What the compiler asks in the state machine of an iterator; nobody wrote it.
        MethodReference { Name: "get_CurrentManagedThreadId" } => [],
        GenericInstanceMethod method => [.. method.GenericArguments, .. References(method.ElementMethod)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Marks(ICustomAttributeProvider marked) => marked.CustomAttributes.SelectMany(mark => mark.ConstructorArguments
        .Select(argument => argument.Value as TypeReference)
        .Append(mark.AttributeType));

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) => parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Flatten(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Flatten).Concat(Flatten(generic.ElementType)),
        TypeSpecification made => Flatten(made.ElementType),
        { DeclaringType: { } outer } => Flatten(outer),
        _ => [type],
    };

    private static Known ToKnown(TypeReference type) => new(type.Namespace, type.Name, type.Scope is ModuleDefinition own ? own.Assembly.Name.Name : type.Scope.Name);
}
