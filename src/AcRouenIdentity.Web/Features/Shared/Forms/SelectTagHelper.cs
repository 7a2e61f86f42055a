using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>A form field whose value is one of a few, whole as <c>form-field</c> is: label, hint, list and error.</summary>
[HtmlTargetElement("select-field", Attributes = "for,options", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    public IReadOnlyList<SelectListItem> Options { get; set; } = [];

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string FieldName => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string FieldId => FieldIds.Of(FieldName);

    private IReadOnlyList<string> Errors => [.. ViewContext.ViewData.ModelState.GetValueOrDefault(FieldName)?.Errors.Select(error => error.ErrorMessage) ?? []];

    private string? Chosen => ViewContext.ViewData.ModelState.GetValueOrDefault(FieldName)?.AttemptedValue ?? For.Model?.ToString();

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Errors.Count > 0 ? "fr-select-group fr-select-group--error" : "fr-select-group");
        output.Content.AppendHtml(Label()).AppendHtml(List()).AppendHtml(Messages());
    }

    private TagBuilder Label()
    {
        var label = Tag("label", "fr-label");
        label.Attributes["for"] = FieldId;
        label.InnerHtml.Append(For.Metadata.DisplayName ?? For.Metadata.PropertyName ?? FieldName);
        if (For.Metadata.Description is not { } help)
            return label;

        var hint = Tag("span", "fr-hint-text");
        hint.InnerHtml.Append(help);
        label.InnerHtml.AppendHtml(hint);
        return label;
    }

    private TagBuilder List()
    {
        var list = Tag("select", "fr-select");
        list.MergeAttributes(new Dictionary<string, string?> { ["id"] = FieldId, ["name"] = FieldName, ["aria-describedby"] = $"{FieldId}-messages" });
        if (Errors.Count > 0)
            list.Attributes["aria-invalid"] = "true";
        foreach (var option in Options)
            list.InnerHtml.AppendHtml(OptionOf(option));
        return list;
    }

    private TagBuilder OptionOf(SelectListItem item)
    {
        var option = Tag("option", cssClass: null);
        option.Attributes["value"] = item.Value;
        if ((Chosen ?? "") == item.Value)
            option.Attributes["selected"] = "selected";
        option.InnerHtml.Append(item.Text);
        return option;
    }

    private TagBuilder Messages()
    {
        var messages = Tag("div", "fr-messages-group");
        messages.Attributes["id"] = $"{FieldId}-messages";
        messages.Attributes["aria-live"] = "polite";
        foreach (var error in Errors)
        {
            var message = Tag("p", "fr-message fr-message--error");
            message.InnerHtml.Append(error);
            messages.InnerHtml.AppendHtml(message);
        }

        return messages;
    }

    private static TagBuilder Tag(string name, string? cssClass)
    {
        var tag = new TagBuilder(name);
        if (cssClass is not null)
            tag.Attributes["class"] = cssClass;
        return tag;
    }
}
