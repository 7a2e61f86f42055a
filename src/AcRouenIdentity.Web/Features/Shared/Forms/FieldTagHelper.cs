using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>
/// One form field, whole: label, hint, input and error tied together for screen readers. Words come from [Display(Name, Description)] of the property,
/// the kind of input from its type and [DataType]. A password is never written back.
/// </summary>
[HtmlTargetElement("form-field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    public required ModelExpression For { get; set; }

    /// <summary>Purpose of the input for password managers and WCAG 1.3.5: username, current-password, new-password, one-time-code...</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Keyboard of a phone: email, numeric...</summary>
    public string? Inputmode { get; set; }

    /// <summary>Help under the label, where it is not the [Display(Description)] of the property.</summary>
    public string? Hint { get; set; }

    /// <summary>Puts the cursor there when the page opens, unless a field before it is wrong.</summary>
    public bool Focus { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string FieldName => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string FieldId => FieldIds.Of(FieldName);

    private IEnumerable<string> Errors => ViewContext.ViewData.ModelState.GetValueOrDefault(FieldName)?.Errors.Select(error => error.ErrorMessage) ?? [];

    private bool IsWrong => Errors.Any();

    private bool HasLines => For.Metadata.DataTypeName == nameof(DataType.MultilineText);

    private bool IsPassword => For.Metadata.DataTypeName == nameof(DataType.Password);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (For.Metadata.UnderlyingOrModelType == typeof(bool))
            WriteCheckbox(output);
        else if (IsPassword)
            WritePassword(output);
        else if (HasLines)
            WriteLines(output);
        else
            WriteInput(output);
    }

    private void WriteInput(TagHelperOutput output)
    {
        output.Attributes.SetAttribute("class", IsWrong ? "fr-input-group fr-input-group--error" : "fr-input-group");
        output.Content.AppendHtml(Label()).AppendHtml(Input(TypeOfInput(), "fr-input")).AppendHtml(Messages());
    }

    private void WriteLines(TagHelperOutput output)
    {
        output.Attributes.SetAttribute("class", IsWrong ? "fr-input-group fr-input-group--error" : "fr-input-group");
        var lines = Tag("textarea", "fr-input");
        lines.MergeAttributes(AttributesOfInput());
        lines.Attributes["rows"] = "5";
        // A browser takes the first line end away, so that what was typed must stand after one.
        lines.InnerHtml.AppendHtml("\n").Append(Typed() ?? "");
        output.Content.AppendHtml(Label()).AppendHtml(lines).AppendHtml(Messages());
    }

    private void WritePassword(TagHelperOutput output)
    {
        output.Attributes.SetAttribute("class", IsWrong ? "fr-password fr-input-group fr-input-group--error" : "fr-password fr-input-group");
        output.Attributes.SetAttribute("id", $"{FieldId}-group");
        var wrap = Tag("div", "fr-input-wrap");
        wrap.InnerHtml.AppendHtml(Input("password", "fr-password__input fr-input"));
        output.Content.AppendHtml(Label()).AppendHtml(wrap).AppendHtml(Messages()).AppendHtml(Reveal());
    }

    private void WriteCheckbox(TagHelperOutput output)
    {
        output.Attributes.SetAttribute("class", IsWrong ? "fr-checkbox-group fr-checkbox-group--error" : "fr-checkbox-group");
        var input = Input("checkbox", cssClass: null);
        input.Attributes["value"] = "true";
        if (For.Model is true)
            input.Attributes["checked"] = "checked";
        output.Content.AppendHtml(input).AppendHtml(Label()).AppendHtml(Messages());
    }

    private TagBuilder Label()
    {
        var label = Tag("label", "fr-label");
        label.Attributes["for"] = FieldId;
        label.InnerHtml.Append(For.Metadata.DisplayName ?? For.Metadata.PropertyName ?? FieldName);
        if ((Hint ?? For.Metadata.Description) is not { } help)
            return label;

        var hint = Tag("span", "fr-hint-text");
        hint.InnerHtml.Append(help);
        label.InnerHtml.AppendHtml(hint);
        return label;
    }

    private TagBuilder Input(string type, string? cssClass)
    {
        var input = Tag("input", cssClass);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = type;
        input.MergeAttributes(AttributesOfInput());
        if (type is "text" or "email" or "date" or "time" or "tel")
            input.Attributes["value"] = Typed();
        if (type == "checkbox")
            input.Attributes.Remove("required");
        return input;
    }

    private Dictionary<string, string?> AttributesOfInput()
    {
        var attributes = new Dictionary<string, string?> { ["id"] = FieldId, ["name"] = FieldName, ["aria-describedby"] = $"{FieldId}-messages" };
        if (Autocomplete is not null)
            attributes["autocomplete"] = Autocomplete;
        if (Inputmode is not null)
            attributes["inputmode"] = Inputmode;
        if (LooksLikeAnIdentifier)
            (attributes["autocapitalize"], attributes["autocorrect"], attributes["spellcheck"]) = ("none", "off", "false");
        if (MaxLength() is { } most)
            attributes["maxlength"] = most.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (For.Metadata.IsRequired)
            attributes["required"] = "required";
        if (IsWrong)
            attributes["aria-invalid"] = "true";
        if (HasFocus())
            attributes["autofocus"] = "autofocus";
        return attributes;
    }

    private bool LooksLikeAnIdentifier => IsPassword || Autocomplete is "username" or "one-time-code";

    // The place is there even without a message, as DSFR's script writes in it and aria-describedby names it.
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

    // Hidden by the themes until a script that serves it runs.
    private TagBuilder Reveal()
    {
        var group = Tag("div", "fr-password__checkbox fr-checkbox-group fr-checkbox-group--sm");
        var box = Tag("input", cssClass: null);
        box.TagRenderMode = TagRenderMode.SelfClosing;
        box.MergeAttributes(new Dictionary<string, string?> { ["type"] = "checkbox", ["id"] = $"{FieldId}-show", ["aria-label"] = texts["ShowPasswordLabel"] });
        var label = Tag("label", "fr-password__checkbox-label fr-label");
        label.Attributes["for"] = $"{FieldId}-show";
        label.InnerHtml.Append(texts["ShowPassword"]);
        group.InnerHtml.AppendHtml(box).AppendHtml(label);
        return group;
    }

    private bool HasFocus() => ViewContext.ViewData.ModelState.ErrorCount == 0 && Focus;

    private string? Typed() => ViewContext.ViewData.ModelState.GetValueOrDefault(FieldName)?.AttemptedValue ?? For.Model switch
    {
        DateOnly day => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        var other => other?.ToString(),
    };

    private string TypeOfInput() =>
        For.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? "date"
        : For.Metadata.UnderlyingOrModelType == typeof(TimeOnly) ? "time"
        : For.Metadata.DataTypeName == nameof(DataType.EmailAddress) ? "email"
        : For.Metadata.DataTypeName == nameof(DataType.PhoneNumber) ? "tel"
        : "text";

    private int? MaxLength() => For.Metadata.ValidatorMetadata
        .Select(rule => rule switch { MaxLengthAttribute max => max.Length, StringLengthAttribute length => length.MaximumLength, _ => (int?)null })
        .FirstOrDefault(length => length > 0);

    private static TagBuilder Tag(string name, string? cssClass)
    {
        var tag = new TagBuilder(name);
        if (cssClass is not null)
            tag.Attributes["class"] = cssClass;
        return tag;
    }
}

internal static class FieldIds
{
    /// <summary>The id of the input of a field: letters, digits and hyphens only, so that a style or a script can name it.</summary>
    public static string Of(string fieldName) => TagBuilder.CreateSanitizedId(fieldName, "-");
}
