using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>Who people turn to. What is not configured is not shown; without anything, pages speak of "the assistance of your académie".</summary>
public sealed class AssistanceOptions : IValidatableObject
{
    public const string Section = "Assistance";

    public string? Name { get; set; }

    public string? Phone { get; set; }

    /// <summary>Where the form of the assistance writes to; without it there is no form.</summary>
    public string? Mail { get; set; }

    [Url]
    public string? Url { get; set; }

    /// <summary>When somebody answers, in French.</summary>
    public string? Hours { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace($"{Phone}{Mail}{Url}");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        !string.IsNullOrWhiteSpace(Mail) && !OutsideAddress.TryParse(Mail, out _) ? [new ValidationResult($"{Section}:{nameof(Mail)}: not a mail address.")] : [];
}
