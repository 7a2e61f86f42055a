using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Home;

/// <summary>The applications that the start page offers, in the order of the configuration. Key <c>Applications</c> at its root.</summary>
public sealed class ApplicationsOptions : IValidatableObject
{
    public IList<ApplicationLink> Applications { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Applications
        .Where(application => !application.IsUsable)
        .Select(application => new ValidationResult($"Applications: \"{application.Name}\" needs a name, an absolute http or https Url, and an Icon of lower-case letters and hyphens."));
}

public sealed class ApplicationLink
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public string? NameEnglish { get; set; }

    public string? DescriptionEnglish { get; set; }

    public string Url { get; set; } = "";

    /// <summary>A file <c>icons/{Icon}.svg</c> of the theme: mail, portal, application.</summary>
    public string Icon { get; set; } = "application";

    internal bool IsUsable =>
        Name.Length > 0
        && Uri.TryCreate(Url, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
        && Icon.Length > 0 && Icon.All(letter => char.IsAsciiLetterLower(letter) || letter == '-');
}
