using System.Text.RegularExpressions;

namespace AcRouenIdentity.Infrastructure.Letters.Texts;

/// <summary>
/// The small language in which templates say what is a title, a paragraph or a code, one sign at the beginning of a line. What comes from people travels through a template in disguise
/// (<see cref="Disguise"/>), so that no name is ever taken for a sign.
/// </summary>
internal static partial class LetterMarkup
{
    public const string PageSign = "\uE001";
    public const string PagesSign = "\uE002";
    private const string Signs = "#*=>~@|.-";
    private const char FirstDisguise = '\uE000';
    private const int Columns = 5;

    /// <summary>The same text with other characters for those that mean something here, on one line.</summary>
    public static string Disguise(string text) => string.Concat(text
        .Where(letter => letter is < '\uE000' or > '\uF8FF')
        .Select(letter => char.IsControl(letter) ? ' ' : Signs.Contains(letter) ? (char)(FirstDisguise + letter) : letter));

    /// <exception cref="LetterTemplateException">A sign that nobody knows, or one that lacks something.</exception>
    public static IReadOnlyList<LetterBlock> Parse(string text)
    {
        var blocks = new List<LetterBlock>();
        var paragraph = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Append(""))
        {
            var isText = line.Length > 0 && !Sign().IsMatch(line);
            if (isText)
                paragraph.Add(line);
            else if (paragraph.Count > 0)
                blocks.Add(new LetterBlock.Paragraph(Spans(string.Join(' ', paragraph))));
            if (isText)
                continue;
            paragraph.Clear();
            if (line.Length > 0 && Block(line) is { } block)
                blocks.Add(block);
        }

        return blocks;
    }

    /// <summary>Null for a field without a value: its line is left out.</summary>
    private static LetterBlock? Block(string line)
    {
        var (sign, rest) = (Sign().Match(line).Groups[1].Value, Sign().Replace(line, "", 1).Trim());
        return sign switch
        {
            "#" => new LetterBlock.Title(Plain(rest)),
            "##" => new LetterBlock.Heading(Plain(rest)),
            ">" => new LetterBlock.Note(Spans(rest)),
            "~" => new LetterBlock.Foot(Spans(rest)),
            "-" => new LetterBlock.Item("•", Spans(rest)),
            "=" => FieldOf(line, rest, FieldSize.Plain),
            "==" => FieldOf(line, rest, FieldSize.Large),
            "@date" => new LetterBlock.Date(Plain(rest)),
            "@reference" => new LetterBlock.Reference(Plain(rest)),
            "@qr" => new LetterBlock.QrCode(Plain(rest)),
            "@page" => new LetterBlock.PageNumber(Plain(rest)),
            "@signature" => new LetterBlock.Signature(Plain(rest)),
            "@table" => TableOf(line, rest),
            [>= '0' and <= '9', ..] => new LetterBlock.Item(sign, Spans(rest)),
            _ => throw new LetterTemplateException($"'{sign}' is no sign of this language", sign),
        };
    }

    private static LetterBlock.Field? FieldOf(string line, string rest, FieldSize size)
    {
        if (rest.Split('|') is not [var label, var value])
            throw new LetterTemplateException("a field is written 'label | value'", line[..Math.Min(line.Length, 12)]);
        return value.Trim().Length == 0 ? null : new LetterBlock.Field(Plain(label.Trim()), Reveal(value.Trim()), size);
    }

    private static LetterBlock.Table TableOf(string line, string rest) => rest.Split('|') is { Length: Columns } heads
        ? new LetterBlock.Table([.. heads.Select(head => Plain(head.Trim()))])
        : throw new LetterTemplateException($"a table has {Columns} heads: reference, name, function, letter, signature", line[..Math.Min(line.Length, 12)]);

    private static Span[] Spans(string text) =>
        [.. text.Split("**").Select((part, at) => new Span(Plain(part), at % 2 == 1)).Where(span => span.Text.Length > 0)];

    /// <summary>As printed: no line ends before the high punctuation of French, which has a space before it, nor inside a number.</summary>
    private static string Plain(string text) => Glued().Replace(Reveal(text), "\u00A0");

    private static string Reveal(string text) =>
        string.Concat(text.Select(letter => letter is > FirstDisguise and < '\uE100' && Signs.Contains((char)(letter - FirstDisguise)) ? (char)(letter - FirstDisguise) : letter));

    [GeneratedRegex(@"\A(##?(?=\s)|==?(?=\s)|[>~-](?=\s)|@\w*|[0-9]{1,2}\.(?=\s))", RegexOptions.CultureInvariant)]
    private static partial Regex Sign();

    [GeneratedRegex(@" (?=[:;?!»%])|(?<=[«°]) |(?<=[0-9]) (?=[0-9]|h\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Glued();
}
