namespace AcRouenIdentity.Infrastructure.Letters.Texts;

/// <summary>Some words in one face.</summary>
internal readonly record struct Span(string Text, bool IsBold);

/// <summary>A part of a letter or of a hand-over sheet, as its template says it: <c>themes/README.md</c> describes the signs.</summary>
internal abstract record LetterBlock
{
    private LetterBlock()
    {
    }

    public sealed record Title(string Text) : LetterBlock;

    public sealed record Heading(string Text) : LetterBlock;

    public sealed record Paragraph(IReadOnlyList<Span> Spans) : LetterBlock;

    /// <summary>A paragraph that must not be overlooked.</summary>
    public sealed record Note(IReadOnlyList<Span> Spans) : LetterBlock;

    /// <param name="Label">A bullet, or a number with its full stop.</param>
    public sealed record Item(string Label, IReadOnlyList<Span> Spans) : LetterBlock;

    /// <summary>What is copied by hand, character after character; a large one is a code.</summary>
    public sealed record Field(string Label, string Value, FieldSize Size) : LetterBlock;

    /// <summary>At the foot of the page.</summary>
    public sealed record Foot(IReadOnlyList<Span> Spans) : LetterBlock;

    public sealed record Reference(string Text) : LetterBlock;

    public sealed record Date(string Text) : LetterBlock;

    public sealed record QrCode(string AlternateText) : LetterBlock;

    /// <summary>The table of a hand-over sheet, with the heads of its five columns.</summary>
    public sealed record Table(IReadOnlyList<string> Heads) : LetterBlock;

    /// <summary>Place for somebody's name and signature.</summary>
    public sealed record Signature(string Label) : LetterBlock;

    /// <summary>The number of a page, told as the theme likes it.</summary>
    public sealed record PageNumber(string Text) : LetterBlock
    {
        public string Of(int page, int pages) => Text
            .Replace(LetterMarkup.PageSign, page.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(LetterMarkup.PagesSign, pages.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}

internal enum FieldSize
{
    Plain,
    Large,
}
