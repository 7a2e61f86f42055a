using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;

namespace AcRouenIdentity.Infrastructure.Themes;

/// <summary>What is wrong in a template of a theme.</summary>
/// <param name="Line">From 1.</param>
internal sealed record LiquidFault(int Line, string Message);

/// <summary>Liquid as whoever looks after a theme wrote it. Whatever it is for, it must neither fill the memory nor hold anybody up.</summary>
internal static partial class LiquidSource
{
    private const int Largest = 16 * 1024;

    /// <param name="parser">With the tags that are allowed there.</param>
    /// <returns>Null, and the fault, where it is none that may be used.</returns>
    public static IFluidTemplate? TryParse(string source, FluidParser parser, out LiquidFault? fault)
    {
        fault = FindFault(source);
        if (fault is not null)
            return null;
        if (parser.TryParse(source, out var template, out var error))
            return template;
        fault = FaultOf(error);
        return null;
    }

    /// <summary>The line on which a word first stands; 1 where it stands on none.</summary>
    public static int LineOf(string source, string? word)
    {
        var at = string.IsNullOrEmpty(word) ? -1 : source.IndexOf(word, StringComparison.Ordinal);
        return at < 0 ? 1 : source.AsSpan(0, at).Count('\n') + 1;
    }

    private static LiquidFault? FindFault(string source)
    {
        if (source.Length > Largest)
            return new LiquidFault(1, $"longer than {Largest} characters");
        // Fluid makes a list of a range before anything is counted, and a thousand millions of numbers end the process.
        return Range().Match(source) is { Success: true } range ? new LiquidFault(LineOf(source, range.Value), "a range such as (1..9) is not allowed") : null;
    }

    // "Unknown tag 'foo' at (3:7)", then the source.
    private static LiquidFault FaultOf(string error)
    {
        var message = error.Split('\n')[0].Trim();
        var place = Place().Match(message);
        return place.Success ? new LiquidFault(int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture), message[..place.Index]) : new LiquidFault(1, message);
    }

    [GeneratedRegex(@"\{[{%][^}]*\.\.[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@" at \(([0-9]+):[0-9]+\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
