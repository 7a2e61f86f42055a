using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>A message that people must not miss: &lt;alert kind="Success" title="..."&gt;text&lt;/alert&gt;. The kind is said by its icon and title, never by colour alone.</summary>
[HtmlTargetElement("alert")]
public sealed class AlertTagHelper : TagHelper
{
    public AlertKind Kind { get; set; } = AlertKind.Info;

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"fr-alert fr-alert--{ClassOf(Kind)} {(Title is null ? "fr-alert--sm " : "")}fr-mb-3w");
        if (Title is not null)
            output.Content.AppendHtml("<h2 class=\"fr-alert__title\">").Append(Title).AppendHtml("</h2>");
        output.Content.AppendHtml(body);
    }

    private static string ClassOf(AlertKind kind) => kind switch
    {
        AlertKind.Info => "info",
        AlertKind.Success => "success",
        AlertKind.Warning => "warning",
        AlertKind.Error => "error",
    };
}

public enum AlertKind
{
    Info,
    Success,
    Warning,
    Error,
}
