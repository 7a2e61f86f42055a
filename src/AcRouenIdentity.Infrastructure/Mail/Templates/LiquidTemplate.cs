using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;

namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>
/// A Liquid template that reaches nothing but the values it is given: no file, no member of ours. It prints them as they are, so what goes into HTML is encoded before.
/// </summary>
internal sealed partial class LiquidTemplate
{
    // A loop of a theme must not hold a request up.
    private const int MaxSteps = 10_000;
    private static readonly FluidParser Parser = new();

    private readonly string source;
    private readonly IFluidTemplate template;

    private LiquidTemplate(string source, IFluidTemplate template)
    {
        this.source = source;
        this.template = template;
    }

    public static LiquidTemplate? TryParse(string source, out TemplateProblem? problem)
    {
        var parsed = Parser.TryParse(source, out var template, out var error);
        problem = parsed ? null : ProblemOf(error);
        return parsed ? new LiquidTemplate(source, template) : null;
    }

    public string Render(IEnumerable<KeyValuePair<string, FluidValue>> values) => Render(values, new TemplateOptions());

    /// <summary>Renders, and says what would be printed as nothing without a word: names and filters that do not exist.</summary>
    public string? TryRender(IEnumerable<KeyValuePair<string, FluidValue>> values, out TemplateProblem? problem)
    {
        var unknown = new List<string>();
        var options = new TemplateOptions { StrictFilters = true, Undefined = name => Note(unknown, name) };
        try
        {
            var text = Render(values, options);
            problem = unknown.Count == 0 ? null : new TemplateProblem(LineOf(unknown[0]), $"'{unknown[0]}' is not known");
            return text;
        }
        // Whatever a template does, it is the template's fault and must not stop the start.
        catch (Exception exception)
        {
            problem = new TemplateProblem(LineOf(Quoted().Match(exception.Message).Groups[1].Value), exception.Message);
            return null;
        }
    }

    private string Render(IEnumerable<KeyValuePair<string, FluidValue>> values, TemplateOptions options)
    {
        options.MaxSteps = MaxSteps;
        var context = new TemplateContext(options);
        foreach (var (name, value) in values)
            context.SetValue(name, value);
        return template.Render(context, NullEncoder.Default);
    }

    private static ValueTask<FluidValue> Note(List<string> unknown, string name)
    {
        unknown.Add(name);
        return ValueTask.FromResult<FluidValue>(NilValue.Instance);
    }

    /// <summary>The line on which a word first stands; 1 where it stands on none.</summary>
    private int LineOf(string word)
    {
        var at = word.Length == 0 ? -1 : source.IndexOf(word, StringComparison.Ordinal);
        return at < 0 ? 1 : source.AsSpan(0, at).Count('\n') + 1;
    }

    // "Unknown tag 'foo' at (3:7)", then the source.
    private static TemplateProblem ProblemOf(string error)
    {
        var message = error.Split('\n')[0].Trim();
        var place = Place().Match(message);
        return place.Success ? new TemplateProblem(int.Parse(place.Groups[1].ValueSpan, provider: null), message[..place.Index]) : new TemplateProblem(1, message);
    }

    [GeneratedRegex(@" at \(([0-9]+):[0-9]+\)\z")]
    private static partial Regex Place();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}

/// <param name="Line">From 1.</param>
internal sealed record TemplateProblem(int Line, string Text);
