using System.Text.RegularExpressions;

namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>A rendered mail, taken apart: the first line is the subject, the rest the text, whose paragraphs are parted by empty lines.</summary>
internal sealed partial record MailText(string Subject, string Text)
{
    /// <summary>A paragraph that is moved in by four spaces shows a code.</summary>
    private const string Indent = "    ";

    public static MailText Of(string rendered)
    {
        var text = TrailingSpace().Replace(rendered.ReplaceLineEndings("\n"), "").Trim('\n');
        var end = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var at ? at : text.Length;
        return new MailText(text[..end].Trim(), $"{EmptyLines().Replace(text[end..].Trim('\n'), "\n\n")}\n");
    }

    public IEnumerable<Paragraph> Paragraphs() => Text.TrimEnd('\n').Split("\n\n").Select(Paragraph.Of);

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingSpace();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex EmptyLines();

    internal sealed record Paragraph(IReadOnlyList<string> Lines, bool IsCode)
    {
        public static Paragraph Of(string text)
        {
            var lines = text.Split('\n');
            return new Paragraph([.. lines.Select(line => line.Trim())], lines.All(line => line.StartsWith(Indent, StringComparison.Ordinal)));
        }
    }
}
