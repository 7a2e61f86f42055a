using System.Globalization;
using System.Text.RegularExpressions;
using AcRouenIdentity.Infrastructure.Themes;
using Fluid;
using Fluid.Values;

namespace AcRouenIdentity.Infrastructure.Letters.Texts;

/// <summary>A Liquid template of a theme, parsed once. Only what a letter needs of Liquid is there: conditions, loops over what is given, a few filters; nothing that could grow or read files.</summary>
internal sealed partial class LetterTemplate
{
    private const int LargestText = 32 * 1024;
    private const int MostSteps = 1000;
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly FluidParser Parser = MakeParser();
    private static readonly TemplateOptions Options = MakeOptions();
    private readonly IFluidTemplate template;

    /// <exception cref="LetterTemplateException">It cannot be read as Liquid.</exception>
    public LetterTemplate(string source)
    {
        template = LiquidSource.TryParse(source, Parser, out var fault) ?? throw new LetterTemplateException(fault!.Message) { Line = fault.Line };
    }

    /// <exception cref="LetterTemplateException">It asks for what is not there, or for too much.</exception>
    public IReadOnlyList<LetterBlock> Fill(IReadOnlyDictionary<string, FluidValue> values)
    {
        // A value that a letter does not have is nothing; one that no letter has is a mistake of whoever wrote the template.
        var context = new TemplateContext(Options)
        {
            Undefined = name => values.ContainsKey(name) ? NilValue.Instance : throw new LetterTemplateException($"there is no value '{name}'", name),
        };
        foreach (var (name, value) in values)
            context.SetValue(name, value);
        var text = Render(context);
        return text.Length <= LargestText ? LetterMarkup.Parse(text) : throw new LetterTemplateException($"it makes a text of more than {LargestText} characters");
    }

    private string Render(TemplateContext context)
    {
        try
        {
            return template.Render(context);
        }
        catch (FluidException failure)
        {
            // Of Fluid's own: names of variables and filters, never a value.
            throw new LetterTemplateException(failure.Message, Word().Match(failure.Message).Groups[1].Value);
        }
        catch (InvalidOperationException)
        {
            throw new LetterTemplateException($"it goes on for more than {MostSteps} steps");
        }
    }

    private static FluidParser MakeParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowFunctions = false, AllowParentheses = false, AllowLiquidTag = false });
        foreach (var tag in new[] { "capture", "cycle", "decrement", "ifchanged", "include", "render", "increment", "tablerow", "liquid", "echo" })
            parser.RegisteredTags.Remove(tag);
        return parser;
    }

    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions { MaxSteps = MostSteps, StrictFilters = true, CultureInfo = French };
        options.Filters.Clear();
        options.Filters.AddFilter("upcase", (input, _, _) => new StringValue(input.ToStringValue().ToUpper(French)));
        options.Filters.AddFilter("downcase", (input, _, _) => new StringValue(input.ToStringValue().ToLower(French)));
        options.Filters.AddFilter("default", (input, arguments, _) => input.ToStringValue().Length == 0 ? arguments.At(0) : input);
        return options;
    }

    [GeneratedRegex(@"['""`]([\w.]+)['""`]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
