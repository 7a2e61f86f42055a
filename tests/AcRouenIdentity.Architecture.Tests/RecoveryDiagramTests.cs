using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Testing;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>The drawing of the recovery is the recovery.</summary>
public sealed partial class RecoveryDiagramTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "src", "AcRouenIdentity.Web", "Features", "Recovery", "recovery.mermaid"));

    [Fact]
    public void Every_step_is_drawn_and_nothing_is_drawn_that_is_no_step()
    {
        var drawn = Arrows().Where(arrow => arrow is not ({ From: "[*]" } or { To: "[*]" })).Select(arrow => $"{arrow.From} {arrow.Label} {arrow.To}");

        drawn.Should().BeEquivalentTo(RecoveryTransitions.All.Select(step => $"{step.Key.From} {step.Key.Step} {step.Value}"));
    }

    [Fact]
    public void It_begins_and_ends_where_it_is_drawn_to()
    {
        var ends = Enum.GetValues<RecoveryState>().Except(RecoveryTransitions.All.Keys.Select(step => step.From));

        Arrows().Where(arrow => arrow.From == "[*]").Select(arrow => arrow.To).Should().BeEquivalentTo(RecoveryTransitions.Beginnings.Select(state => state.ToString()));
        Arrows().Where(arrow => arrow.To == "[*]").Select(arrow => arrow.From).Should().BeEquivalentTo(ends.Select(state => state.ToString()));
    }

    private static IEnumerable<(string From, string To, string Label)> Arrows() =>
        Lines.Select(line => Arrow().Match(line)).Where(match => match.Success).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));

    [GeneratedRegex(@"^\s*(\[\*\]|\w+) --> (\[\*\]|\w+)(?: : (.+))?$")]
    private static partial Regex Arrow();
}
