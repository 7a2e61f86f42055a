namespace AcRouenIdentity.Domain.PersonalData;

/// <summary>What is held of a person, in words: to be printed.</summary>
/// <param name="Language">RFC 5646, of all that it says.</param>
/// <param name="PageNumber">Composite format of the number of a page and of how many there are.</param>
public sealed record HeldDocument(string Title, string Language, DateOnly Date, string PageNumber, IReadOnlyList<string> Lead, IReadOnlyList<HeldChapter> Chapters);

/// <param name="About">Where it comes from, what for, how long it is kept.</param>
/// <param name="Form">How its entries are read.</param>
public sealed record HeldChapter(string Title, IReadOnlyList<HeldLine> About, HeldChapterForm Form, IReadOnlyList<IReadOnlyList<HeldLine>> Entries);

public sealed record HeldLine(string Label, string Text);

public enum HeldChapterForm
{
    /// <summary>One entry, a line for each of its facts.</summary>
    Sheet,

    /// <summary>Many entries, each in a few words.</summary>
    List,
}
