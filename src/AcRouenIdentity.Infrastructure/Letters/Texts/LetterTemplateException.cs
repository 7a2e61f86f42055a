namespace AcRouenIdentity.Infrastructure.Letters.Texts;

/// <summary>A template cannot serve. The message is about the template: nothing that it was filled with is ever in it.</summary>
internal sealed class LetterTemplateException(string message, string? near = null) : Exception(message)
{
    /// <summary>A word of the template that stands where the fault is.</summary>
    public string? Near => near;

    /// <summary>Of the file, where it is known.</summary>
    public int? Line { get; init; }
}
