using System.Text.RegularExpressions;
using AcRouenIdentity.Testing;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>The table of our own check: it stays whole, and names tests that there are.</summary>
public sealed partial class RgaaTests
{
    /// <summary>Criteria of each theme of RGAA 4.1.</summary>
    private static readonly int[] Criteria = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
    private static readonly string[] Results = ["conform", "not applicable", "not conform", "not tested"];

    private static readonly IReadOnlyList<Match> Rows =
        [.. Row().Matches(File.ReadAllText(SourceTree.Folder("tests", "AcRouenIdentity.Browser.Tests", "Look", "RGAA.md"))).Cast<Match>()];

    [Fact]
    public void Each_of_the_106_criteria_has_a_line_and_one_of_four_results()
    {
        Rows.Select(row => row.Groups["number"].Value).Should().Equal(Criteria.SelectMany((count, theme) => Enumerable.Range(1, count).Select(number => $"{theme + 1}.{number}"))).And.HaveCount(106);
        Rows.Select(row => row.Groups["result"].Value).Should().OnlyContain(result => Results.Contains(result));
    }

    [Fact]
    public void Whatever_is_said_to_be_conform_says_how_that_was_checked() =>
        Rows.Where(row => row.Groups["result"].Value == "conform").Should().OnlyContain(row => row.Groups["how"].Value.Trim().Length > 0);

    [Fact]
    public void Tests_that_it_names_exist()
    {
        var named = Rows.SelectMany(row => TestName().Matches(row.Groups["how"].Value)).Select(name => name.Groups["name"].Value).Distinct();
        var classes = Directory.EnumerateFiles(SourceTree.Folder("tests"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();

        named.Should().Contain("KeyboardTests").And.OnlyContain(name => classes.Contains(name));
    }

    [GeneratedRegex(@"^\| (?<number>\d+\.\d+) \| [^|]+ \| (?<result>[^|]+) \|(?<how>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w*(Tests|Look))`")]
    private static partial Regex TestName();
}
