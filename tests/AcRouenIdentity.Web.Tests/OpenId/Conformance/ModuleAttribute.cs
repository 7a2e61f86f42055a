namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>The test of a module of the conformance suite of the OpenID Foundation, under the name that the module has there. It asserts what the module asserts.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ModuleAttribute : FactAttribute
{
    public ModuleAttribute(string name)
    {
        Name = name;
        DisplayName = name;
    }

    public string Name { get; }
}
