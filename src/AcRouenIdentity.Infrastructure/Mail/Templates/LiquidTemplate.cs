using System.Text.RegularExpressions;
using AcRouenIdentity.Infrastructure.Themes;
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

    public static LiquidTemplate? TryParse(string source, out LiquidFault? problem)
    {
        var template = LiquidSource.TryParse(source, Parser, out problem);
        return template is null ? null : new LiquidTemplate(source, template);
    }

    public string Render(IEnumerable<KeyValuePair<string, FluidValue>> values) => Render(values, new TemplateOptions());

    /// <summary>Renders, and says what would be printed as nothing without a word: names and filters that do not exist.</summary>
    public string? TryRender(IEnumerable<KeyValuePair<string, FluidValue>> values, out LiquidFault? problem)
    {
        var unknown = new List<string>();
        var options = new TemplateOptions { StrictFilters = true, Undefined = name => Note(unknown, name) };
        try
        {
            var text = Render(values, options);
            problem = unknown.Count == 0 ? null : new LiquidFault(LiquidSource.LineOf(source, unknown[0]), $"'{unknown[0]}' is not known");
            return text;
        }
        // Whatever a template does, it is the template's fault and must not stop the start.
        catch (Exception exception)
        {
            problem = new LiquidFault(LiquidSource.LineOf(source, Quoted().Match(exception.Message).Groups[1].Value), exception.Message);
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

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
