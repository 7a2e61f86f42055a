using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>Who people turn to. What is not configured is not shown; without anything, pages speak of "the assistance of your académie".</summary>
public sealed class AssistanceOptions
{
    public const string Section = "Assistance";

    public string? Name { get; set; }

    public string? Phone { get; set; }

    [EmailAddress]
    public string? Mail { get; set; }

    [Url]
    public string? Url { get; set; }

    /// <summary>When somebody answers, in French.</summary>
    public string? Hours { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace($"{Phone}{Mail}{Url}");
}
