namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>What every mail of the service may say beside its own content. What is null is not said.</summary>
public sealed record MailFrame
{
    public required string ServiceName { get; init; }

    public required string ServiceUrl { get; init; }

    public string? AssistanceName { get; init; }

    public string? AssistancePhone { get; init; }

    public string? AssistanceMail { get; init; }

    public string? AssistanceUrl { get; init; }

    /// <summary>In French.</summary>
    public string? AssistanceHours { get; init; }

    internal bool HasAssistance => AssistancePhone is not null || AssistanceMail is not null || AssistanceUrl is not null;
}
