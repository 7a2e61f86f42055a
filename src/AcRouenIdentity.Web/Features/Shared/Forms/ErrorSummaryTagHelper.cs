using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>
/// What is wrong with the form that was sent, in one alert that takes the focus without script (autofocus on its heading), with a link to each field.
/// Errors of the whole form (key "") stand first. Writes nothing when nothing is wrong.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>Heading, where "one thing needs correcting" would not say it: a refusal, a wait.</summary>
    public string? Title { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(entry => entry.Value?.Errors.Select(error => (Field: entry.Key, error.ErrorMessage)) ?? [])
            .OrderBy(error => error.Field.Length > 0)
            .ThenBy(error => PlaceOf(error.Field))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "fr-alert fr-alert--error fr-mb-3w");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("id", "erreurs");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Content.AppendHtml(Heading(errors.Count(error => error.Field.Length > 0)));
        foreach (var (field, message) in errors)
            output.Content.AppendHtml(Line(field, message));
    }

    // The state keeps its entries in an order of its own; people read theirs in that of the form, which is that of its properties.
    private int PlaceOf(string field)
    {
        var (place, metadata) = (0, ViewContext.ViewData.ModelMetadata);
        foreach (var name in field.Split('.'))
        {
            var index = metadata.Properties.Select(property => property.PropertyName).ToList().IndexOf(name);
            if (index < 0)
                return int.MaxValue;
            (place, metadata) = (place * metadata.Properties.Count + index, metadata.Properties[index]);
        }

        return place;
    }

    private TagBuilder Heading(int wrongFields)
    {
        var title = new TagBuilder("h2");
        title.AddCssClass("fr-alert__title");
        title.InnerHtml.Append(Title ?? Counted(wrongFields));
        return title;
    }

    private string Counted(int wrongFields) => wrongFields switch
    {
        0 => texts["FormRefused"],
        1 => texts["OneError"],
        _ => texts["SeveralErrors", wrongFields],
    };

    private static TagBuilder Line(string field, string message)
    {
        var line = new TagBuilder("p");
        if (field.Length == 0)
        {
            line.InnerHtml.Append(message);
            return line;
        }

        var link = new TagBuilder("a");
        link.AddCssClass("fr-link");
        link.Attributes["href"] = $"#{FieldIds.Of(field)}";
        link.InnerHtml.Append(message);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
