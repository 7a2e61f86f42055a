using System.Reflection;
using AcRouenIdentity.Testing;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>Holds the table of the README to the tests: what it claims is tested, and what is tested stands there.</summary>
public sealed class ModuleTableTests
{
    private const int ModulesOfBasic = 38;

    [Fact]
    public void Each_module_of_the_table_has_its_test_and_each_test_its_row()
    {
        var rows = ReadRows().Where(row => row.Tests != "").SelectMany(row => row.Tests.Split(", ").Select(test => (row.Module, test)));

        rows.Should().BeEquivalentTo(Tests());
    }

    [Fact]
    public void A_module_without_a_test_says_why() => ReadRows().Where(row => row.Tests == "").Should().NotBeEmpty().And.OnlyContain(row => row.Claim.Length > 20);

    [Fact]
    public void The_plans_are_whole()
    {
        var rows = ReadRows();

        rows.Count(row => row.Plan.Contains("Basic")).Should().Be(ModulesOfBasic);
        rows.Count(row => row.Plan == "Config").Should().Be(1);
        rows.Count(row => row.Plan == "RP-initiated logout").Should().Be(11);
        rows.Count(row => row.Plan == "Back-channel logout").Should().Be(2);
        rows.Count(row => row.Plan == "FAPI 2.0 SP").Should().Be(62);
        rows.Select(row => row.Module).Should().OnlyHaveUniqueItems();
    }

    private static IEnumerable<(string Module, string Test)> Tests() =>
        from type in typeof(ModuleTableTests).Assembly.GetTypes()
        where !type.IsAbstract
        from method in type.GetMethods()
        let module = method.GetCustomAttribute<ModuleAttribute>()
        where module is not null
        select (module.Name, type.Name);

    private static List<(string Module, string Plan, string Tests, string Claim)> ReadRows() =>
    [
        .. from line in File.ReadAllLines(SourceTree.Folder("tests", "AcRouenIdentity.Web.Tests", "OpenId", "Conformance", "README.md"))
           where line.StartsWith("| `", StringComparison.Ordinal)
           let cells = line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToList()
           select (cells[0].Trim('`'), cells[1], cells[2], cells[3]),
    ];
}
